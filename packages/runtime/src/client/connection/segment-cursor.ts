import { codeLength, codeOf, codePair, outcomeData, placeCode, separator } from '@sdmp/protocol';
import type { FrameRun } from './frame-run.ts';

/**
 * - found: the value is between `start` and `end` of the text
 * - absent: no segment has the code
 * - unclear: the frame must be decoded to tell
 */
export type Found = 'found' | 'absent' | 'unclear';

/** Segments that are remembered of a frame; in one with more, what stands behind is unclear. */
const maxSegments = 32;
/** Number of frames read at a time by a sequential reader. */
const maxAhead = 64;
/** Numbers for each segment: its code, where its value begins and ends. */
const stride = 3;

const dataPair = codePair(codeOf(outcomeData, 'data'));
const placePair = codePair(placeCode);
const transactionPair = codePair(codeOf(outcomeData, 'transactionIdentifier'));

/**
 * Where the segments of OZ frames are. Frames that are asked for one behind the other are read several at a time, in one
 * short loop. Ahead of the data every separator begins a segment; what the data hold, and what comes behind them, only
 * decoding tells (TR-7).
 */
class SegmentCursor {
  start = 0;
  end = 0;
  #run: FrameRun | undefined;
  /** Frames `#first` to before `#beyond` are in the table. */
  #first = 0;
  #beyond = 0;
  readonly #table = new Int32Array(maxAhead * maxSegments * stride);
  /** Where in the table the segments of each frame begin. */
  readonly #bounds = new Int32Array(maxAhead + 1);
  /** Whether there is more in the frame than the table says. */
  readonly #isPartial = new Uint8Array(maxAhead);

  /** Looks for a code, given as its pair of characters, in frame `at` of a run. */
  find(run: FrameRun, at: number, wanted: number): Found {
    // They stand ahead of the body, not in it.
    if (run.columns !== undefined && (wanted === transactionPair || wanted === placePair)) return 'unclear';
    if (this.#run !== run || at < this.#first || at >= this.#beyond) this.#read(run, at);
    const table = this.#table;
    const index = at - this.#first;
    const last = this.#bounds[index + 1] ?? 0;
    for (let known = this.#bounds[index] ?? 0; known < last; known += stride) {
      if (table[known] !== wanted) continue;
      this.start = table[known + 1] ?? 0;
      this.end = table[known + 2] ?? 0;
      return 'found';
    }
    return this.#isPartial[index] === 0 ? 'absent' : 'unclear';
  }

  /** A reader that continues where the table ends gets more frames at a time. */
  #read(run: FrameRun, at: number): void {
    const isForward = this.#run === run && at === this.#beyond;
    const ahead = isForward ? Math.min(maxAhead, 2 * (this.#beyond - this.#first)) : 1;
    const count = Math.min(ahead, run.count - at);
    this.#run = run;
    this.#first = at;
    this.#beyond = at + count;
    let filled = 0;
    for (let index = 0; index < count; index++) {
      this.#bounds[index] = filled;
      filled = this.#readFrame(run, at + index, index, filled);
    }
    this.#bounds[count] = filled;
  }

  /** Writes the segments of frame `at`, number `index` of those in the table, from `from` on. Answers where they end. */
  #readFrame(run: FrameRun, at: number, index: number, from: number): number {
    const { text, head } = run;
    const start = run.startOf(at);
    const frameEnd = run.endOf(at);
    const table = this.#table;
    const limit = from + maxSegments * stride;
    let filled = from;
    let next: number;
    this.#isPartial[index] = 0;
    if (head.length > 0) {
      table[filled] = transactionPair;
      table[filled + 1] = start + head.transactionStart;
      next = start + head.length;
      table[filled + 2] = next;
      filled += stride;
    } else {
      const first = text.indexOf(separator, start);
      next = first < 0 ? frameEnd : first;
    }
    while (next < frameEnd) {
      const begin = next + separator.length;
      const pair = codePair(text, begin);
      const following = text.indexOf(separator, begin);
      next = following < 0 || following > frameEnd ? frameEnd : following;
      // Too short for a code.
      if (next - begin < codeLength) continue;
      if (filled === limit || (pair === dataPair && next < frameEnd)) {
        this.#isPartial[index] = 1;
        break;
      }
      table[filled] = pair;
      table[filled + 1] = begin + codeLength;
      table[filled + 2] = next;
      filled += stride;
    }
    return filled;
  }
}

/** One for all: outcomes are read one after the other, and what it knows of one is of use until the next is read. */
export const segmentCursor = new SegmentCursor();
