import { codeNumber, separator } from '@sdmp/protocol';
import type { Head } from './head.ts';
import { endOfJson, looksLikeJson } from './json-end.ts';

/** In XML a separator is always escaped, so the first one after a closed tag ends the data (TR-7). */
function endsXml(frame: string, start: number, firstSeparator: number): boolean {
  return frame.startsWith('<', start) && frame.charAt(firstSeparator - 1) === '>';
}

/**
 * Returns the end of line-of-business data that starts at `start`: the end of its JSON text or XML, otherwise the next known
 * code of the message.
 */
function endOfData(
  frame: string,
  start: number,
  firstSeparator: number,
  afterJson: number | undefined,
  codes: ReadonlySet<number>,
): number {
  if (endsXml(frame, start, firstSeparator)) return firstSeparator;
  if (afterJson !== undefined && frame.charAt(afterJson) === separator) return afterJson;
  let at = afterJson === undefined ? firstSeparator : frame.indexOf(separator, afterJson);
  while (at >= 0 && !codes.has(codeNumber(frame, at + 1))) at = frame.indexOf(separator, at + 1);
  return at < 0 ? frame.length : at;
}

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
