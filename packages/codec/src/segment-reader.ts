import type { Segments } from '@sdmp/protocol';
import { codeText } from './code-text.ts';
import { DataEnd } from './data-end.ts';
import { frameAtHand } from './frame-at-hand.ts';
import type { Head } from './head.ts';
import { endOfQuoted, isClosed, quote } from './quoted.ts';
import { codeCells, numberOfCode, separatorText } from './wire-constants.ts';

/** Size of the segment table. Messages have less than 30 segments; hostile frames use no more memory. */
const windowSegments = 64;
/** Numbers per segment: code, start, start and end of the value. */
const stride = 4;

/**
 * Finds the segments of one frame at a time in a table of fixed size, so that looking up several parameters and checking take
 * one pass over the frame and no allocations. Time is linear in the frame.
 */
export class SegmentReader implements Segments {
  /** Owner of the current frame. */
  owner: unknown;
  /** Text that holds the current segment: the frame, or its chunk. */
  text = '';
  codeNumber = -1;
  start = 0;
  end = 0;
  #begin = 0;
  #frame = '';
  #head: Head | undefined;
  readonly #table = new Int32Array(windowSegments * stride);
  /** Index of the next segment in the table, and end of the last one. */
  #at = 0;
  #filled = 0;
  #isFirstWindow = true;
  /** Start of the first segment after the table in the text, or -1. */
  #unread = -1;
  readonly #dataEnd = new DataEnd();

  /** Starts a new frame. A frame without a head has no segments. */
  open(owner: unknown, frame: string, head: Head | undefined): void {
    this.owner = owner;
    this.text = frame;
    this.#frame = frame;
    this.#head = head;
    this.#fillFirst();
  }

  /** Releases the frame from memory. */
  close(): void {
    this.owner = undefined;
    this.text = '';
    this.#frame = '';
    this.#head = undefined;
    this.#at = 0;
    this.#filled = 0;
    this.#unread = -1;
  }

  rewind(): void {
    if (this.#isFirstWindow) this.#at = 0;
    else this.#fillFirst();
  }

  next(): boolean {
    if (this.#at === this.#filled && !this.#fillNext()) return false;
    this.#load(this.#at);
    return true;
  }

  /** Moves to the next segment whose code has this number. Returns false if there is none. */
  seek(number: number): boolean {
    for (;;) {
      for (let at = this.#at; at < this.#filled; at += stride) {
        if (this.#table[at] !== number) continue;
        this.#load(at);
        return true;
      }
      this.#at = this.#filled;
      if (!this.#fillNext()) return false;
    }
  }

  code(): string {
    if (this.codeNumber >= 0) return codeText(this.codeNumber, this.text, this.#begin);
    return foreignCode(this.text, this.#begin, this.start);
  }

  value(): string {
    return this.text.slice(this.start, this.end);
  }

  #load(at: number): void {
    const table = this.#table;
    this.codeNumber = table[at] ?? 0;
    this.#begin = table[at + 1] ?? 0;
    this.start = table[at + 2] ?? 0;
    this.end = table[at + 3] ?? 0;
    this.#at = at + stride;
  }

  #fillFirst(): void {
    const { length } = this.#frame;
    const headLength = this.#head?.text.length ?? length;
    this.#isFirstWindow = true;
    this.#dataEnd.reset();
    this.#at = 0;
    this.#filled = 0;
    this.#unread = headLength < length ? headLength + 1 : -1;
    if (this.#head !== undefined) this.#fill(this.#head);
  }

  /** Fills the table with the next segments. Returns false if there are none. */
  #fillNext(): boolean {
    if (this.#unread < 0 || this.#head === undefined) return false;
    this.#isFirstWindow = false;
    this.#fill(this.#head);
    return true;
  }

  /** Fills the table. The current frame of a sink is read in the text of its chunk, in which it starts at `frameStart`. */
  #fill(head: Head): void {
    const frame = this.#frame;
    const isAtHand = frameAtHand.frame === frame;
    const text = isAtHand ? frameAtHand.text : frame;
    const frameStart = isAtHand ? frameAtHand.start : 0;
    const frameEnd = frameStart + frame.length;
    const table = this.#table;
    const { dataCode, quotedCode } = head;
    let begin = this.#unread < 0 ? frameEnd + 1 : frameStart + this.#unread;
    let at = 0;
    while (begin <= frameEnd && at < table.length) {
      const separatorAt = text.indexOf(separatorText, begin);
      let end = separatorAt < 0 || separatorAt > frameEnd ? frameEnd : separatorAt;
      const isCode = end - begin >= codeCells;
      const number = isCode ? numberOfCode(text, begin) : -1;
      const start = isCode ? begin + codeCells : end;
      let inner = 0;
      if (number === dataCode && end < frameEnd) {
        end = frameStart + this.#dataEnd.find(frame, start - frameStart, end - frameStart, head);
      } else if (number === quotedCode && text.charCodeAt(start) === quote) {
        end = frameStart + endOfQuoted(frame, start - frameStart, head.codes);
        inner = isClosed(text, start, end) ? 1 : 0;
      }
      table[at] = number;
      table[at + 1] = begin;
      table[at + 2] = start + inner;
      table[at + 3] = end - inner;
      at += stride;
      begin = end + 1;
    }
    this.text = text;
    this.#at = 0;
    this.#filled = at;
    this.#unread = begin > frameEnd ? -1 : begin - frameStart;
  }
}

/** Code number of a code that is not ASCII, or of a segment too short for one. */
function foreignCode(text: string, begin: number, start: number): string {
  return text.slice(begin, Math.min(begin + codeCells, start));
}
