import { codeLength, codeOf, outcomeData, separator } from '@sdmp/protocol';
import type { FrameRun } from './frame-run.ts';

/**
 * - found: the value is between `start` and `end` of the text
 * - absent: no segment has the code
 * - unclear: the frame must be decoded to tell
 */
export type Found = 'found' | 'absent' | 'unclear';

/** Segments that are remembered of a frame; in one with more, what stands behind is unclear. */
const maxSegments = 32;
/** Numbers for each segment: its code, where its value begins and ends. */
const stride = 3;

/** Any two characters as one number. */
function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

const dataPair = pairAt(codeOf(outcomeData, 'data'), 0);
const transactionPair = pairAt(codeOf(outcomeData, 'transactionIdentifier'), 0);

/**
 * Reads an OZ forwards, as far as it is asked for and each segment once. Ahead of the data every separator begins a
 * segment; what the data hold, and what comes behind them, only decoding tells (TR-7).
 */
class SegmentCursor {
  start = 0;
  end = 0;
  #run: FrameRun | undefined;
  #at = 0;
  #text = '';
  #frameEnd = 0;
  /** The separator of the next segment; not below the frame's end when there is none. */
  #next = 0;
  /** Where the data begin; -1 while they are not met. */
  #data = -1;
  #filled = 0;
  readonly #table = new Int32Array(maxSegments * stride);

  /** Looks for a code in frame `at` of a run. Codes of another length are unclear. */
  find(run: FrameRun, at: number, code: string): Found {
    if (code.length !== codeLength) return 'unclear';
    if (this.#at !== at || this.#run !== run) this.#open(run, at);
    const wanted = pairAt(code, 0);
    const table = this.#table;
    const filled = this.#filled;
    for (let known = 0; known < filled; known += stride) {
      if (table[known] !== wanted) continue;
      this.start = table[known + 1] ?? 0;
      this.end = table[known + 2] ?? 0;
      return 'found';
    }
    return this.#findFurther(wanted);
  }

  /** Begins behind what all frames of the run begin with. */
  #open(run: FrameRun, at: number): void {
    const { text, head } = run;
    const start = run.startOf(at);
    const end = run.endOf(at);
    this.#run = run;
    this.#at = at;
    this.#text = text;
    this.#frameEnd = end;
    this.#data = -1;
    if (head.length > 0) {
      const table = this.#table;
      table[0] = transactionPair;
      table[1] = start + head.transactionStart;
      this.#next = start + head.length;
      table[2] = this.#next;
      this.#filled = stride;
    } else {
      const first = text.indexOf(separator, start);
      this.#next = first < 0 ? end : first;
      this.#filled = 0;
    }
  }

  #findFurther(wanted: number): Found {
    const text = this.#text;
    const table = this.#table;
    const frameEnd = this.#frameEnd;
    let filled = this.#filled;
    let next = this.#next;
    let found: Found = this.#data < 0 ? 'absent' : 'unclear';
    while (next < frameEnd && this.#data < 0) {
      const begin = next + separator.length;
      const pair = pairAt(text, begin);
      const following = text.indexOf(separator, begin);
      const end = following < 0 || following > frameEnd ? frameEnd : following;
      if (end - begin < codeLength) {
        // Too short for a code.
        next = end;
        continue;
      }
      if (filled === table.length || (pair === dataPair && end < frameEnd)) {
        this.#data = begin;
        found = 'unclear';
        break;
      }
      table[filled] = pair;
      table[filled + 1] = begin + codeLength;
      table[filled + 2] = end;
      filled += stride;
      next = end;
      if (pair !== wanted) continue;
      this.start = begin + codeLength;
      this.end = end;
      found = 'found';
      break;
    }
    this.#filled = filled;
    this.#next = next;
    return found;
  }
}

/** One for all: outcomes are read one after the other, and what it knows of one is of use until the next is read. */
export const segmentCursor = new SegmentCursor();
