import { quotedExcerptLength } from '@sdmp/protocol';

/** A frame, and the characters around it that a framer skips, so that the input can be written again. */
export interface ExactFrame {
  /** Strays in front: what begins no frame. Mostly empty. */
  readonly before: string;
  /** Empty when strays stand alone: at the end of the input, or in a long run of them. */
  readonly text: string;
  /** The terminator, and strays directly after it. Empty at the end of the input. */
  readonly end: string;
  /** Set when the frame was above the limit: `text` is its beginning only. */
  readonly isOversized: boolean;
}

export interface ExactFramesOptions {
  /** Largest frame, characters. */
  readonly maxUnits: number;
  /** Take a lone LF for an end too. */
  readonly lineFeedEnds: boolean;
}

const byteOrderMark = '\ufeff';
const nul = 0;
const lineFeed = 10;
const carriageReturn = 13;

function isStray(unit: number): boolean {
  return unit === nul || unit === lineFeed || unit === carriageReturn;
}

/** Splits text where the codec's framer splits it, and loses nothing: `before + text + end`, joined, is the input. */
export class ExactFrames {
  readonly #options: ExactFramesOptions;
  #before = '';
  #unfinished = '';
  /** The frame that is being skipped is above the limit; `#unfinished` is its beginning. */
  #isSkipping = false;
  #isAtStart = true;

  constructor(options: ExactFramesOptions) {
    this.#options = options;
  }

  /** The frames that end in this piece of the input. */
  *push(piece: string): Generator<ExactFrame> {
    let at = this.#skipByteOrderMark(piece);
    while (at < piece.length) {
      if (this.#unfinished === '') {
        const start = skipStrays(piece, at);
        this.#before += piece.slice(at, start);
        at = start;
        // A long run of strays is handed on in parts.
        if (this.#before.length > this.#options.maxUnits) yield this.#take('');
        if (at === piece.length) return;
      }
      const end = this.#endOfFrame(piece, at);
      if (end < 0) {
        this.#keep(piece.slice(at));
        return;
      }
      this.#keep(piece.slice(at, end));
      const next = skipStrays(piece, end + 1);
      yield this.#take(piece.slice(end, next));
      at = next;
    }
  }

  /** What is left when the input is over. */
  *end(): Generator<ExactFrame> {
    if (this.#unfinished !== '' || this.#before !== '') yield this.#take('');
  }

  #skipByteOrderMark(piece: string): number {
    if (!this.#isAtStart || piece === '') return 0;
    this.#isAtStart = false;
    if (!piece.startsWith(byteOrderMark)) return 0;
    this.#before = byteOrderMark;
    return 1;
  }

  #endOfFrame(piece: string, from: number): number {
    const terminator = piece.indexOf('\0', from);
    const limit = terminator < 0 ? piece.length : terminator;
    for (let at = piece.indexOf('\n', from); at >= 0 && at < limit; at = piece.indexOf('\n', at + 1)) {
      if (this.#options.lineFeedEnds) return at;
      const previous = at > from ? piece.charCodeAt(at - 1) : this.#unfinished.charCodeAt(this.#unfinished.length - 1);
      if (previous === carriageReturn) return at;
    }
    return terminator;
  }

  #keep(text: string): void {
    if (text === '') return;
    if (this.#isSkipping) {
      // The last character decides whether an LF that follows ends the frame.
      this.#unfinished = this.#unfinished.slice(0, quotedExcerptLength) + text.slice(-1);
      return;
    }
    this.#unfinished += text;
    if (this.#unfinished.length > this.#options.maxUnits + 1) {
      this.#isSkipping = true;
      this.#unfinished = this.#unfinished.slice(0, quotedExcerptLength) + this.#unfinished.slice(-1);
    }
  }

  #take(terminator: string): ExactFrame {
    let text = this.#unfinished;
    let end = terminator;
    if (end.startsWith('\n') && text.endsWith('\r')) {
      text = text.slice(0, -1);
      end = `\r${end}`;
    }
    const isOversized = this.#isSkipping || text.length > this.#options.maxUnits;
    if (isOversized) text = text.slice(0, quotedExcerptLength);
    const frame = { before: this.#before, text, end, isOversized };
    this.#before = '';
    this.#unfinished = '';
    this.#isSkipping = false;
    return frame;
  }
}

function skipStrays(piece: string, from: number): number {
  let at = from;
  while (at < piece.length && isStray(piece.charCodeAt(at))) at++;
  return at;
}
