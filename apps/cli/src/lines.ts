/** A line of text and its number, which counts from 1. */
export interface NumberedLine {
  readonly number: number;
  /** Without its end; the beginning only when the line is too long. */
  readonly text: string;
  readonly isTooLong: boolean;
}

/** Splits UTF-8 bytes into lines; LF or CR LF ends one. Holds no more of a line than the limit, in characters. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #maxLength: number;
  #unfinished = '';
  #count = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The lines that this piece completes. */
  push(piece: Uint8Array): NumberedLine[] {
    return this.#split(this.#decoder.decode(piece, { stream: true }));
  }

  /** Whether a line has begun that no piece has ended yet. */
  get isInsideLine(): boolean {
    return this.#unfinished !== '';
  }

  /** So many lines were read by others. */
  skip(lines: number): void {
    this.#count += lines;
  }

  /** The last line, when the input does not end with LF. */
  end(): NumberedLine[] {
    const lines = this.#split(this.#decoder.decode());
    if (this.#unfinished === '') return lines;
    lines.push(this.#take(''));
    return lines;
  }

  #split(text: string): NumberedLine[] {
    const lines: NumberedLine[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.push(this.#take(text.slice(start, end)));
      start = end + 1;
    }
    this.#keep(text.slice(start));
    return lines;
  }

  #keep(rest: string): void {
    this.#unfinished += rest;
    // One more than the limit still shows that the line is too long; one more again may be the CR of its end.
    if (this.#unfinished.length > this.#maxLength + 2)
      this.#unfinished = this.#unfinished.slice(0, this.#maxLength + 2);
  }

  #take(tail: string): NumberedLine {
    const whole = this.#unfinished + tail;
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    this.#unfinished = '';
    this.#count++;
    const isTooLong = text.length > this.#maxLength;
    return { number: this.#count, text: isTooLong ? text.slice(0, this.#maxLength) : text, isTooLong };
  }
}
