/** A line of text and its number, which counts from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Splits UTF-8 bytes into lines; LF or CR LF ends one. Gives, per piece of input, the lines that it completed. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #unfinished = '';
  #count = 0;

  push(piece: Uint8Array): NumberedLine[] {
    return this.#split(this.#decoder.decode(piece, { stream: true }));
  }

  /** The last line, when the input does not end with LF. */
  end(): NumberedLine[] {
    const lines = this.#split(this.#decoder.decode());
    if (this.#unfinished === '') return lines;
    lines.push(this.#number(this.#unfinished));
    this.#unfinished = '';
    return lines;
  }

  #split(text: string): NumberedLine[] {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    if (parts.length === 0) {
      this.#unfinished += last;
      return [];
    }
    const first = this.#unfinished + (parts[0] ?? '');
    this.#unfinished = last;
    return [this.#number(first), ...parts.slice(1).map((part) => this.#number(part))];
  }

  #number(text: string): NumberedLine {
    this.#count++;
    return { number: this.#count, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  }
}
