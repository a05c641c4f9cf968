import { endOfData } from './end-of-data.ts';
import type { Head } from './head.ts';
import { endOfJson, looksLikeJson } from './json-end.ts';

/** Finds the end of line-of-business data, one frame at a time. */
export class DataEnd {
  #mayHoldJson = true;

  /** Starts a new frame. */
  reset(): void {
    this.#mayHoldJson = true;
  }

  /** Returns the end of data that starts at `start`, given the first separator after it. */
  find(frame: string, start: number, separatorAt: number, head: Head): number {
    const isJson = this.#mayHoldJson && looksLikeJson(frame, start);
    const afterJson = isJson ? endOfJson(frame, start) : undefined;
    // Searches to the frame's end only once, so that a frame full of opening brackets takes linear time.
    if (isJson && afterJson === undefined) this.#mayHoldJson = false;
    return endOfData(frame, start, separatorAt, afterJson, head.codes);
  }
}
