import { defaultMaxFrameBytes, quotedExcerptLength } from '@sdmp/protocol';
import { cellSize, type WireEncoding } from './encoding.ts';
import { type StreamDecoder, streamDecoder } from './stream-decoder.ts';

/** Where a framer's frames go. Called in wire order, during `push` and `end`. */
export interface FrameSink {
  /** One frame without its terminator and without stray CR and LF in front. Never empty. */
  readonly frame: (text: string, end: FrameEnd) => void;
  /** A frame above the limit was skipped. `excerpt` is its beginning. */
  readonly oversized: (excerpt: string) => void;
}

/** What ended a frame: the terminator as it was written, or nothing at the end of the stream. */
export type FrameEnd = '\0' | '\r\n' | '\n' | '';

export interface FramerOptions {
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Largest frame, bytes without the terminator. Default 1 MiB. */
  readonly maxFrameBytes?: number;
  /** Take a lone LF for an end too, as text files have it. Default false: only NUL and CR LF end a frame. */
  readonly lineFeedEnds?: boolean;
}

const byteOrderMark = '\ufeff';

/**
 * Splits a stream of bytes into frames, whatever the chunks. Holds at most one unfinished frame, never more than the
 * limit. Time is linear in the bytes, for chunks of one byte too.
 */
export class Framer {
  readonly #sink: FrameSink;
  readonly #decode: StreamDecoder;
  readonly #maxUnits: number;
  readonly #lineFeedEnds: boolean;
  #unfinished = '';
  /** Set while the rest of an oversized frame is skipped: its beginning. */
  #skipping: string | undefined;
  #atStart = true;

  constructor(sink: FrameSink, options: FramerOptions = {}) {
    const { encoding = 'windows-1252', maxFrameBytes = defaultMaxFrameBytes, lineFeedEnds = false } = options;
    this.#sink = sink;
    this.#decode = streamDecoder(encoding);
    this.#maxUnits = Math.floor(maxFrameBytes / cellSize(encoding));
    this.#lineFeedEnds = lineFeedEnds;
  }

  push(chunk: Uint8Array): void {
    let text = this.#decode(chunk);
    if (text.length === 0) return;
    if (this.#atStart) {
      this.#atStart = false;
      if (text.startsWith(byteOrderMark)) text = text.slice(1);
    }
    if (this.#lineFeedEnds || text.includes('\n')) this.#splitLines(text);
    else this.#split(text);
  }

  /** The stream is over: what is unfinished is a frame too. */
  end(): void {
    if (this.#unfinished.length > 0 || this.#skipping !== undefined) this.#finish('', '');
  }

  /** The common case: no LF in the chunk, so only NUL can end a frame. */
  #split(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', start)) {
      this.#finish(text.slice(start, end), '\0');
      start = end + 1;
    }
    this.#keep(start === 0 ? text : text.slice(start));
  }

  /** A CR may be the last character of one chunk and its LF the first of the next; it waits in `#unfinished`. */
  #splitLines(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0) {
        this.#finish(text.slice(start, at), '\0');
      } else if (unit === 10) {
        const isAfterReturn = at > start ? text.charCodeAt(at - 1) === 13 : this.#unfinished.endsWith('\r');
        if (isAfterReturn) this.#finish(text.slice(start, Math.max(start, at - 1)), '\r\n', at === start);
        else if (this.#lineFeedEnds) this.#finish(text.slice(start, at), '\n');
        else continue;
      } else {
        continue;
      }
      start = at + 1;
    }
    this.#keep(text.slice(start));
  }

  #finish(tail: string, end: FrameEnd, dropReturn = false): void {
    let text = this.#unfinished.length === 0 ? tail : this.#unfinished + tail;
    this.#unfinished = '';
    if (this.#skipping !== undefined) {
      const excerpt = this.#skipping;
      this.#skipping = undefined;
      this.#sink.oversized(excerpt);
      return;
    }
    if (dropReturn) text = text.slice(0, -1);
    const first = text.charCodeAt(0);
    if (first === 13 || first === 10) text = text.replace(/^[\r\n]+/, '');
    if (text.length === 0) return;
    if (text.length > this.#maxUnits) this.#sink.oversized(text.slice(0, quotedExcerptLength));
    else this.#sink.frame(text, end);
  }

  #keep(rest: string): void {
    if (rest.length === 0 || this.#skipping !== undefined) return;
    this.#unfinished = this.#unfinished.length === 0 ? rest : this.#unfinished + rest;
    if (this.#unfinished.length > this.#maxUnits) {
      this.#skipping = this.#unfinished.slice(0, quotedExcerptLength);
      this.#unfinished = '';
    }
  }
}
