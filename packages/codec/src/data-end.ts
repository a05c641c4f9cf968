import { endOfData } from './end-of-data.ts';
import type { Head } from './head.ts';
import { endOfJson, looksLikeJson } from './json-end.ts';

/** Finds where line-of-business data end, in one frame at a time. */
export class DataEnd {
  #mayHoldJson = true;

  /** Begins with another frame. */
  reset(): void {
    this.#mayHoldJson = true;
  }

  /** For data that begin at `start`, with the first separator behind that. */
  find(frame: string, start: number, separatorAt: number, head: Head): number {
    const isJson = this.#mayHoldJson && looksLikeJson(frame, start);
    const afterJson = isJson ? endOfJson(frame, start) : undefined;
    // Searched to the frame's end once: a frame full of opening brackets must not cost its square.
    if (isJson && afterJson === undefined) this.#mayHoldJson = false;
    return endOfData(frame, start, separatorAt, afterJson, head.codes);
  }
}
