import {
  type BatchStep,
  type Gap,
  giveWay,
  type Journal,
  matcherOf,
  type MissingRecord,
  type RecordBatch,
  type RecordFilter,
  RecordReader,
} from '@sdmp/journal';
import type { SuccessRule } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';
import { type ReadFrom, ReadOutcome } from './read-outcome.ts';

/** Positions that one call passes over at most, so that the caller can save how far it has come. */
const scanLimit = 262_144;

/** What was read, and where to continue. */
export interface Collected {
  readonly outcomes: SinkOutcome[];
  readonly gaps: Gap[];
  bytes: number;
  next: number;
}

export function emptyAt(position: number): Collected {
  return { outcomes: [], gaps: [], bytes: 0, next: position };
}

export interface CollectLimits {
  readonly outcomes: number;
  readonly bytes: number;
}

export interface ReaderOptions {
  readonly journal: Journal;
  readonly filter: RecordFilter;
  readonly isSuccess: SuccessRule | undefined;
}

/** Reads outcomes from a journal, in order, as many as are wanted at a time. */
export class OutcomeReader {
  readonly #options: ReaderOptions;
  readonly #reader: RecordReader;
  /** The batch read last, as outcomes refer to it. */
  #held: ReadFrom | undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#reader = new RecordReader(options.journal);
  }

  /** Adds to `into` what is there already, until it holds as much as the limits say. Does not wait for more. */
  async collect(into: Collected, limits: CollectLimits): Promise<void> {
    const scanEnd = into.next + scanLimit;
    while (!isFull(into, limits) && into.next < scanEnd) {
      const step = await this.#reader.step(into.next, this.#options.filter);
      if (step.kind === 'caughtUp') return;
      if (step.kind === 'batch') {
        this.#take(step, into, limits);
      } else {
        if (step.kind === 'gap') into.gaps.push({ from: step.from, to: step.to, reason: step.reason });
        into.next = step.to;
      }
      await giveWay();
    }
  }

  /** The outcome at a position, or why it is not there. */
  async at(position: number): Promise<SinkOutcome | MissingRecord> {
    const found = await this.#reader.at(position);
    return found.kind === 'missing' ? found : new ReadOutcome(this.#from(found.batch), found.index);
  }

  close(): void {
    this.#reader.close();
    this.#held = undefined;
  }

  #take(step: BatchStep, into: Collected, limits: CollectLimits): void {
    const { batch, from, to, filter } = step;
    const held = this.#from(batch);
    const matches = matcherOf(batch, filter);
    const end = to - batch.first;
    let index = from - batch.first;
    for (; index < end && !isFull(into, limits); index++) {
      if (!matches(index)) continue;
      const outcome = new ReadOutcome(held, index);
      into.outcomes.push(outcome);
      into.bytes += outcome.end - outcome.start;
    }
    into.next = batch.first + index;
  }

  #from(batch: RecordBatch): ReadFrom {
    if (this.#held?.batch === batch) return this.#held;
    const { journal, isSuccess } = this.#options;
    const { buffer, byteOffset, byteLength } = batch.bodies;
    this.#held = { history: journal.history, isSuccess, batch, bytes: Buffer.from(buffer, byteOffset, byteLength) };
    return this.#held;
  }
}

function isFull(into: Collected, limits: CollectLimits): boolean {
  return into.outcomes.length >= limits.outcomes || into.bytes >= limits.bytes;
}
