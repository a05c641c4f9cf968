import type { LinkFlow } from './link-conditions.ts';

const empty = new Uint8Array(0);

/** Finds where frames end in one direction of a connection. */
export class FrameEdges {
  readonly #cell: 1 | 2;
  /** The first byte of a character whose second has not arrived. */
  #odd: Uint8Array = empty;
  #isBetween = true;

  /** `cell`: bytes of a character, which a terminator has too. */
  constructor(cell: 1 | 2) {
    this.#cell = cell;
  }

  /** Whether what was passed last was a terminator, or nothing was passed yet. */
  get isBetween(): boolean {
    return this.#isBetween;
  }

  /** Returns the bytes as whole characters; half a character is kept for the next call. */
  whole(bytes: Uint8Array): Uint8Array {
    if (this.#cell === 1) return bytes;
    const all = this.#odd.length === 0 ? bytes : Buffer.concat([this.#odd, bytes]);
    const end = all.length - (all.length % this.#cell);
    this.#odd = all.slice(end);
    return all.subarray(0, end);
  }

  /** Returns half a character that is left at the end of the stream. */
  rest(): Uint8Array {
    return this.#odd;
  }

  /** Returns where the first terminator at or behind `start` begins, or -1. */
  terminatorAt(chunk: Uint8Array, start: number): number {
    if (this.#cell === 1) return chunk.indexOf(0, start);
    for (let at = start + (start % 2); at < chunk.length; at += 2) {
      if (chunk[at] === 0 && chunk[at + 1] === 0) return at;
    }
    return -1;
  }

  /** Returns up to where bytes from `start` may be passed at once. */
  limit(chunk: Uint8Array, start: number, flow: LinkFlow): number {
    const end = flow === 'withhold' || flow === 'halve' ? this.terminatorAt(chunk, start) : -1;
    if (end < 0) return chunk.length;
    return flow === 'halve' ? end + this.#cell : end;
  }

  /** Returns the first half of the frame that begins at `start`, as far as it is there. */
  half(chunk: Uint8Array, start: number): Uint8Array {
    const end = this.terminatorAt(chunk, start);
    return end < 0 ? chunk.subarray(start) : chunk.subarray(start, start + Math.ceil((end - start) / 2));
  }

  /** Notes that everything before `end` was passed. */
  passed(chunk: Uint8Array, end: number): void {
    const last = end - this.#cell;
    this.#isBetween = last >= 0 && this.terminatorAt(chunk.subarray(last, end), 0) === 0;
  }
}
