import { earliestBelievedMs } from './believed-clock.ts';

/** Every record before `position` had arrived at `time`, and none from there on. */
export interface ArrivalMark {
  readonly position: number;
  /** Unix milliseconds. */
  readonly time: number;
}

/** What retention by age goes by; plain data, so that another thread can judge. */
export interface AgeBounds {
  /** What arrived before goes, Unix milliseconds. */
  readonly olderThan: number;
  /** Marks this close together say well enough when a batch arrived, milliseconds. */
  readonly closeMs: number;
  /** In the order of positions; their times do not decrease. */
  readonly marks: readonly ArrivalMark[];
}

/** What is known of a batch when its age is judged. */
export interface AgedBatch {
  readonly first: number;
  readonly count: number;
  /** Newest time that its records state. */
  readonly maxTime: number;
}

/**
 * Whether retention by age takes the batch. Its last record arrived between two marks. Where they are close, the later one
 * counts. Elsewhere the newest time of its records counts, when that lies between the marks; when it does not, the later
 * mark counts: a time that cannot be does not make a batch older, and does not keep it for good. A merged batch may hold
 * marks, for its records can state the same false hour and have arrived days apart: it goes with its last record.
 */
export function hasAged({ first, count, maxTime }: AgedBatch, { olderThan, closeMs, marks }: AgeBounds): boolean {
  const after = indexFrom(marks, first + count);
  const by = marks[after];
  if (by === undefined) return false;
  if (by.time < olderThan) return true;
  const since = marks[after - 1];
  if (since !== undefined && by.time - since.time <= closeMs) return false;
  const isPossible = maxTime >= (since?.time ?? earliestBelievedMs) && maxTime <= by.time;
  return isPossible && maxTime < olderThan;
}

/** Index of the first mark whose position is not below. */
function indexFrom(marks: readonly ArrivalMark[], position: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The longest run of marks whose times do not decrease: the others were made while the clock was wrong. */
export function inOrder(marks: readonly ArrivalMark[]): readonly ArrivalMark[] {
  /** Index of the mark that ends the best run of each length. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, { time }] of marks.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((marks[ends[middle] ?? 0]?.time ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  }
  const run: ArrivalMark[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const mark = marks[at];
    if (mark !== undefined) run.push(mark);
  }
  return run.toReversed();
}
