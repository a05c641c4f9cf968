import { codeNumber } from './code-table.ts';
import { codeLength } from './transport.ts';

/** The segments of a message one after the other, without a copy of any: what checks read on the hot path. */
export interface Segments {
  /** Goes back in front of the first segment. */
  rewind(): void;
  /** Goes to the next segment; false when there is none. */
  next(): boolean;
  /** `codeNumber` of the segment's code; -1 when it is not two ASCII characters. */
  readonly codeNumber: number;
  /** Holds the value, from `start` to before `end`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The code as it was written. */
  code(): string;
}

/** A flat list of codes and values, read as segments. */
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
