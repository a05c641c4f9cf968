import { viewOf, wordBytes } from './copy-bytes.ts';
import { writeDigits } from './decimal-digits.ts';

const zero = 0x30;
const nine = 0x39;
const dot = 0x2e;

/** Digits of a position and of a time, and the dot between them. */
export const maxPlaceDigits = 16 + 1 + 16;

/**
 * What stands in front of each body in bytes: what never changes, and the digits of the place. Positions mostly follow one
 * another and were mostly recorded in the same millisecond as the one before, so that one digit changes.
 */
export class RecordHead {
  /** May be read to the end of the word in which the head ends. */
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  readonly #prefixLength: number;
  #position = Number.NaN;
  #time = Number.NaN;
  /** Behind the digits of the position. */
  #dotAt = 0;
  #length: number;

  constructor(prefix: Uint8Array) {
    this.#bytes = new Uint8Array(prefix.length + maxPlaceDigits + wordBytes);
    this.#bytes.set(prefix);
    this.view = viewOf(this.#bytes);
    this.#prefixLength = prefix.length;
    this.#length = prefix.length;
  }

  get length(): number {
    return this.#length;
  }

  /** Writes the place of another outcome. */
  moveTo(position: number, time: number): void {
    const bytes = this.#bytes;
    const last = this.#dotAt - 1;
    const digit = (bytes[last] ?? 0) + position - this.#position;
    this.#position = position;
    let isMoved = false;
    // The tens are the same.
    if (digit >= zero && digit <= nine) {
      bytes[last] = digit;
    } else {
      const end = writeDigits(bytes, this.#prefixLength, position, 1);
      isMoved = end !== this.#dotAt;
      this.#dotAt = end;
    }
    if (time === this.#time && !isMoved) return;
    this.#time = time;
    bytes[this.#dotAt] = dot;
    this.#length = writeDigits(bytes, this.#dotAt + 1, time, 1);
  }
}
