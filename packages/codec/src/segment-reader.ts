import { codeLength, codeNumber, type Segments, separator } from '@sdmp/protocol';
import { codeText } from './code-text.ts';
import { endOfData } from './end-of-data.ts';
import { frameAtHand } from './frame-at-hand.ts';
import type { Head } from './head.ts';
import { endOfJson, looksLikeJson } from './json-end.ts';
import { endOfQuoted, isClosed, quote } from './quoted.ts';

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
  #mayHoldJson = true;

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

  /** Codes and values in turn, from the first segment on. */
  fields(): string[] {
    this.rewind();
    const table = this.#table;
    // oxlint-disable-next-line unicorn/no-new-array -- Array.from takes longer than all the rest, and growing doubles the garbage
    const fields = new Array<string>(this.#filled / (stride / 2));
    let count = 0;
    for (;;) {
      const { text } = this;
      for (let at = 0; at < this.#filled; at += stride) {
        const number = table[at] ?? 0;
        const begin = table[at + 1] ?? 0;
        const start = table[at + 2] ?? 0;
        fields[count++] = number < 0 ? foreignCode(text, begin, start) : codeText(number, text, begin);
        fields[count++] = text.slice(start, table[at + 3]);
      }
      if (!this.#fillNext()) return fields;
    }
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
    this.#mayHoldJson = true;
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
      const separatorAt = text.indexOf(separator, begin);
      let end = separatorAt < 0 || separatorAt > frameEnd ? frameEnd : separatorAt;
      const isCode = end - begin >= codeLength;
      const number = isCode ? codeNumber(text, begin) : -1;
      const start = isCode ? begin + codeLength : end;
      let inner = 0;
      if (number === dataCode && end < frameEnd) {
        end = frameStart + this.#endOfData(start - frameStart, end - frameStart, head);
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

  #endOfData(start: number, separatorAt: number, head: Head): number {
    const frame = this.#frame;
    const isJson = this.#mayHoldJson && looksLikeJson(frame, start);
    const afterJson = isJson ? endOfJson(frame, start) : undefined;
    // Searched to the frame's end once: a frame full of opening brackets must not cost its square.
    if (isJson && afterJson === undefined) this.#mayHoldJson = false;
    return endOfData(frame, start, separatorAt, afterJson, head.codes);
  }
}

/** A code that is not ASCII, or a segment too short for one. */
function foreignCode(text: string, begin: number, start: number): string {
  return text.slice(begin, Math.min(begin + codeLength, start));
}
