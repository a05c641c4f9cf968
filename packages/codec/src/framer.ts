import { defaultMaxFrameBytes, quotedExcerptLength } from '@sdmp/protocol';
import { cellSize, type WireEncoding } from './encoding.ts';
import { frameAtHand } from './frame-at-hand.ts';
import { type StreamDecoder, streamDecoder } from './stream-decoder.ts';

/** Receiver of a framer's frames. Called in wire order, during `push` and `end`; must not throw. */
export interface FrameSink {
  /** Called with a frame without its terminator and without stray CR and LF before it. Never empty. */
  readonly frame: (text: string, end: FrameEnd) => void;
  /** Called for a frame above the limit, which is skipped. `excerpt` is its start, at most 256 characters. */
  readonly oversized: (excerpt: string) => void;
}

/** Terminator of a frame as received, or empty at the end of the stream. */
export type FrameEnd = '\0' | '\r\n' | '\n' | '';

/** Options of `Framer`. */
export interface FramerOptions {
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Maximum size of a frame, bytes without the terminator; in UTF-8 a character counts as one byte. Default 1 MiB. */
  readonly maxFrameBytes?: number;
  /** Whether a lone LF also ends a frame, as in text files. Default false: only NUL and CR LF do. */
  readonly lineFeedEnds?: boolean;
}

/**
 * Pieces of an unfinished frame that are kept apart before they are joined to a text of their own. Apart, each costs tens of
 * bytes besides its characters, and one that is a slice keeps its whole chunk.
 */
const mostPieces = 256;

const byteOrderMark = '\ufeff';
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Splits a stream of bytes into frames, independent of the chunks. Holds at most one unfinished frame within the limit. Time
 * is linear in the bytes, even for chunks of one byte.
 */
export class Framer {
  readonly #sink: FrameSink;
  readonly #decode: StreamDecoder;
  readonly #maxUnits: number;
  readonly #endOfLine: '\r\n' | '\n';
  /** The unfinished frame: what was joined, then the pieces that came after it. */
  #unfinished = '';
  #pieces: string[] = [];
  #unfinishedLength = 0;
  /** Whether the last chunk ended with CR, which may be part of a CR LF. */
  #hasReturn = false;
  /** Start of an oversized frame while the rest is skipped. */
  #skipping: string | undefined;
  #atStart = true;

  constructor(sink: FrameSink, options: FramerOptions = {}) {
    const { encoding = 'windows-1252', maxFrameBytes = defaultMaxFrameBytes, lineFeedEnds = false } = options;
    this.#sink = sink;
    this.#decode = streamDecoder(encoding);
    this.#maxUnits = Math.floor(maxFrameBytes / cellSize(encoding));
    this.#endOfLine = lineFeedEnds ? '\n' : '\r\n';
  }

  /** Whether a frame has begun whose end has not come. */
  get hasUnfinished(): boolean {
    return this.#unfinishedLength > 0 || this.#skipping !== undefined;
  }

  push(chunk: Uint8Array): void {
    let text = this.#decode(chunk);
    if (text.length === 0) return;
    if (this.#atStart) {
      this.#atStart = false;
      if (text.startsWith(byteOrderMark)) text = text.slice(1);
    }
    if (this.#hasReturn) {
      this.#hasReturn = false;
      text = `\r${text}`;
    }
    this.#split(text);
    frameAtHand.clear();
  }

  /** Ends the stream: unfinished data becomes a frame. An incomplete character at its end is dropped. */
  end(): void {
    const rest = this.#hasReturn ? '\r' : '';
    this.#hasReturn = false;
    if (rest.length > 0 || this.hasUnfinished) this.#finish(rest, 0, rest.length, '');
  }

  #split(text: string): void {
    let start = 0;
    let nul = text.indexOf('\0');
    let line = text.indexOf(this.#endOfLine);
    while (nul >= 0 || line >= 0) {
      if (line < 0 || (nul >= 0 && nul < line)) {
        this.#finish(text, start, nul, '\0');
        start = nul + 1;
        nul = text.indexOf('\0', start);
      } else {
        this.#finishLine(text, start, line);
        start = line + this.#endOfLine.length;
        line = text.indexOf(this.#endOfLine, start);
      }
    }
    let end = text.length;
    if (end > start && text.charCodeAt(end - 1) === carriageReturn) {
      this.#hasReturn = true;
      end--;
    }
    this.#keep(start === 0 && end === text.length ? text : text.slice(start, end));
  }

  #finishLine(text: string, start: number, line: number): void {
    if (this.#endOfLine === '\r\n') {
      this.#finish(text, start, line, '\r\n');
    } else if (line > start && text.charCodeAt(line - 1) === carriageReturn) {
      this.#finish(text, start, line - 1, '\r\n');
    } else {
      this.#finish(text, start, line, '\n');
    }
  }

  /** Completes a frame whose last part is in `chunkText` between `start` and `end`. */
  #finish(chunkText: string, start: number, end: number, terminator: FrameEnd): void {
    if (this.#skipping !== undefined) {
      const excerpt = this.#skipping;
      this.#skipping = undefined;
      this.#sink.oversized(excerpt);
      return;
    }
    const last = chunkText.slice(start, end);
    const text = this.#unfinishedLength === 0 ? withoutStrays(last) : this.#takeUnfinished() + last;
    if (text.length === 0) return;
    if (text.length > this.#maxUnits) {
      this.#sink.oversized(this.#excerpt(text));
      return;
    }
    if (text.length === end - start) frameAtHand.place(text, chunkText, start);
    else frameAtHand.place(text, text, 0);
    this.#sink.frame(text, terminator);
  }

  #keep(rest: string): void {
    if (rest.length === 0 || this.#skipping !== undefined) return;
    // Stray CR and LF before a frame are removed first, so that they do not count.
    const piece = this.#unfinishedLength === 0 ? withoutStrays(rest) : rest;
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#unfinishedLength += piece.length;
    if (this.#unfinishedLength > this.#maxUnits) this.#skipping = this.#excerpt(this.#takeUnfinished());
    else if (this.#pieces.length >= mostPieces) this.#joinPieces();
  }

  #takeUnfinished(): string {
    this.#joinPieces();
    const text = this.#unfinished;
    this.#unfinished = '';
    this.#unfinishedLength = 0;
    return text;
  }

  #joinPieces(): void {
    this.#unfinished += this.#pieces.length === 1 ? (this.#pieces[0] ?? '') : this.#pieces.join('');
    this.#pieces = [];
  }

  /** Copies a text, because a slice would keep the whole chunk in memory. */
  #excerpt(text: string): string {
    return text.slice(0, Math.min(quotedExcerptLength, this.#maxUnits)).split('').join('');
  }
}

function withoutStrays(text: string): string {
  const first = text.charCodeAt(0);
  return first === carriageReturn || first === lineFeed ? text.replace(/^[\r\n]+/, '') : text;
}
