import type { Segments } from '@sdmp/protocol';
import { codeText } from './code-text.ts';
import { DataEnd } from './data-end.ts';
import { frameAtHand } from './frame-at-hand.ts';
import type { Head } from './head.ts';
import { endOfQuoted, isClosed, quote } from './quoted.ts';
import { codeCells, numberOfCode, separatorText } from './wire-constants.ts';

/** So many segments are found at a time. Messages have less than 30; hostile frames cost no memory. */
const windowSegments = 64;
/** Numbers for each segment: its code, where it begins, where its value begins and ends. */
const stride = 4;

/**
 * Finds the segments of one frame at a time, in a table of fixed size, so that looking for several parameters and checking
 * cost one pass over the frame and no objects. Time is linear in the frame.
 */
export class SegmentReader implements Segments {
  /** Whose frame is being read. */
  owner: unknown;
  /** Holds the segment at hand: the frame, or the text of its chunk. */
  text = '';
  codeNumber = -1;
  start = 0;
  end = 0;
  #begin = 0;
  #frame = '';
  #head: Head | undefined;
  readonly #table = new Int32Array(windowSegments * stride);
  /** Where in the table the next segment stands, and where the last one ends. */
  #at = 0;
  #filled = 0;
  #isFirstWindow = true;
  /** Where the first segment behind the table begins in the text; -1 when there is none. */
  #unread = -1;
  readonly #dataEnd = new DataEnd();

  /** Begins with another frame. A frame without a head has no segments. */
  open(owner: unknown, frame: string, head: Head | undefined): void {
    this.owner = owner;
    this.text = frame;
    this.#frame = frame;
    this.#head = head;
    this.#fillFirst();
  }

  /** Lets the frame go, so that it does not stay in memory. */
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

  /** Goes to the first segment from here on whose code has this number; false when there is none. */
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

  /** Fills the table with the segments behind those it has; false when there are none. */
  #fillNext(): boolean {
    if (this.#unread < 0 || this.#head === undefined) return false;
    this.#isFirstWindow = false;
    this.#fill(this.#head);
    return true;
  }

  /** A frame at hand is read in the text of its chunk: `frameStart` leads from places in the frame to places there. */
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

/** A code that is not ASCII, or a segment too short for one. */
function foreignCode(text: string, begin: number, start: number): string {
  return text.slice(begin, Math.min(begin + codeCells, start));
}
