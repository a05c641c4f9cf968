import { codeNumber } from './code-table.ts';
import { codeLength } from './transport.ts';

/** Iterates over the segments of a message without copying them, for checks on the hot path. */
export interface Segments {
  /** Returns to before the first segment. */
  rewind(): void;
  /** Moves to the next segment. Returns false if there is none. */
  next(): boolean;
  /** `codeNumber` of the segment's code, or -1 if it is not two ASCII characters. */
  readonly codeNumber: number;
  /** Text that holds the value from `start` to before `end`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The code as received. */
  code(): string;
}

/** Segments of a flat list of codes and values. */
export class FieldSegments implements Segments {
  codeNumber = -1;
  text = '';
  readonly start = 0;
  end = 0;
  readonly #fields: readonly string[];
  #at = -2;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  rewind(): void {
    this.#at = -2;
  }

  next(): boolean {
    this.#at += 2;
    if (this.#at >= this.#fields.length) return false;
    const code = this.code();
    this.codeNumber = code.length === codeLength ? codeNumber(code) : -1;
    this.text = this.#fields[this.#at + 1] ?? '';
    this.end = this.text.length;
    return true;
  }

  code(): string {
    return this.#fields[this.#at] ?? '';
  }
}
