import type { Place } from '@sdmp/protocol';
import type { RunColumns } from './run-columns.ts';

/** What the frames of a run have in common, as far as it is known. */
export interface FrameHead {
  /** Characters up to the end of TX, with which all of them begin; 0 when they do not. */
  readonly length: number;
  /** Where in them the value of TX begins. */
  readonly transactionStart: number;
  /** Journal of places that do not name theirs, see `shortPlaceTokenPrefix`. */
  readonly journal: string | undefined;
}

const unknownHead: FrameHead = { length: 0, transactionStart: 0, journal: undefined };

/**
 * Frames that arrived one behind the other, as bounds in one text: no string is made for a frame before somebody asks.
 * An outcome that is kept keeps the text of its chunk.
 */
export class FrameRun {
  readonly text: string;
  /** Frame `n` begins at `starts[n]` and ends where `starts[n + 1]` is, a terminator between them left out. */
  readonly #starts: Int32Array;
  readonly #first: number;
  readonly count: number;
  readonly head: FrameHead;
  /** Set where only bodies stand in the text, without terminators: the rest of each OZ. */
  readonly columns: RunColumns | undefined;
  readonly #terminator: 0 | 1;

  constructor(
    text: string,
    starts: Int32Array,
    first: number,
    count: number,
    head = unknownHead,
    columns?: RunColumns,
  ) {
    this.text = text;
    this.#starts = starts;
    this.#first = first;
    this.count = count;
    this.head = head;
    this.columns = columns;
    this.#terminator = columns === undefined ? 1 : 0;
  }

  /** Characters, a terminator for each frame included. */
  get units(): number {
    return this.startOf(this.count) - this.startOf(0);
  }

  startOf(at: number): number {
    return this.#starts[this.#first + at] ?? 0;
  }

  endOf(at: number): number {
    return this.startOf(at + 1) - this.#terminator;
  }

  frame(at: number): string {
    const text = this.text.slice(this.startOf(at), this.endOf(at));
    return this.columns === undefined ? text : this.columns.leadOf(this.#first + at) + text;
  }

  /** Place of frame `at`, where it is known without reading the frame. */
  placeOf(at: number): Place | undefined {
    const { columns } = this;
    const journal = columns?.journal === '' ? this.head.journal : columns?.journal;
    if (columns === undefined || journal === undefined) return undefined;
    return { journal, position: columns.positionOf(this.#first + at), time: columns.timeOf(this.#first + at) };
  }

  /** How far the position of each is from that of the first, where columns say so: they do not follow one another. */
  columnOffsets(): Uint32Array | undefined {
    return this.columns?.offsets(this.#first, this.count);
  }

  frames(): string[] {
    return Array.from({ length: this.count }, (_, at) => this.frame(at));
  }

  /** Frames `from` to before `to`. */
  part(from: number, to: number, head: FrameHead = this.head): FrameRun {
    if (from === 0 && to === this.count && head === this.head) return this;
    return new FrameRun(this.text, this.#starts, this.#first + from, to - from, head, this.columns);
  }
}

/** A run of frames that are strings already. */
export function runOf(frames: readonly string[]): FrameRun {
  const starts = new Int32Array(frames.length + 1);
  let at = 0;
  for (const [index, frame] of frames.entries()) {
    starts[index] = at;
    at += frame.length + 1;
  }
  starts[frames.length] = at;
  return new FrameRun(frames.join('\0'), starts, 0, frames.length);
}
