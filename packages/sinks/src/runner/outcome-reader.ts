import { setImmediate } from 'node:timers/promises';
import { DamagedBatchError, type Journal, type RecordFilter } from '@sdmp/journal';
import type { SuccessRule } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';
import { type ReadFrom, ReadOutcome } from './read-outcome.ts';

/** How long reading may keep the event loop to itself, milliseconds. */
const turnMs = 5;

/** Positions that cannot be delivered any more. */
export interface Gap {
  readonly from: number;
  /** Behind the last of them. */
  readonly to: number;
  readonly reason: 'retention' | 'damage';
}

/** Positions that one call passes over at most, so that whoever called can save how far it has come. */
const scanLimit = 262_144;

/** What was read, and where to go on. */
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
  /** What was read last: the next outcomes are likely in it. */
  #held: ReadFrom | undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Adds to `into` what is there already, until it holds as much as the limits say. Does not wait for more. */
  async collect(into: Collected, limits: CollectLimits): Promise<void> {
    const { journal, filter } = this.#options;
    const scanEnd = into.next + scanLimit;
    let turnEnd = performance.now() + turnMs;
    while (!isFull(into, limits) && into.next < Math.min(scanEnd, journal.end)) {
      if (into.next < journal.first) this.#pass(into, journal.first, 'retention');
      try {
        const held = await this.#read(into, filter);
        if (held !== undefined) this.#take(held, into, limits);
      } catch (cause) {
        if (!(cause instanceof DamagedBatchError) || cause.next <= into.next) throw cause;
        this.#pass(into, cause.next, 'damage');
      }
      if (performance.now() < turnEnd) continue;
      await setImmediate();
      turnEnd = performance.now() + turnMs;
    }
  }

  /** Reads anew what comes next: something was erased. */
  forget(): void {
    this.#held = undefined;
  }

  /** The outcome at a position; undefined when it was erased, removed or damaged. */
  async at(position: number): Promise<SinkOutcome | undefined> {
    const { journal } = this.#options;
    if (position < journal.first || position >= journal.end) return undefined;
    const found = emptyAt(position);
    try {
      const held = await this.#read(found, {});
      if (held === undefined || held.batch.first > position) return undefined;
      this.#add(held, position - held.batch.first, {}, found);
    } catch (cause) {
      if (!(cause instanceof DamagedBatchError)) throw cause;
    }
    return found.outcomes[0];
  }

  #pass(into: Collected, to: number, reason: Gap['reason']): void {
    into.gaps.push({ from: into.next, to, reason });
    into.next = to;
  }

  async #read(into: Collected, filter: RecordFilter): Promise<ReadFrom | undefined> {
    const held = this.#held;
    if (held !== undefined && held.batch.first <= into.next && into.next < held.batch.first + held.batch.count) {
      return held;
    }
    const { batch, next } = await this.#options.journal.read(into.next, filter);
    if (batch === undefined) {
      into.next = next;
      return undefined;
    }
    const { buffer, byteOffset, byteLength } = batch.bodies;
    const { journal, isSuccess } = this.#options;
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#held = { journal: journal.id, isSuccess, batch, bytes };
    return this.#held;
  }

  #take(held: ReadFrom, into: Collected, limits: CollectLimits): void {
    const { first, count } = held.batch;
    let index = Math.max(0, into.next - first);
    while (index < count && !isFull(into, limits)) this.#add(held, index++, this.#options.filter, into);
    into.next = first + index;
  }

  #add(held: ReadFrom, index: number, filter: RecordFilter, into: Collected): void {
    const { batch } = held;
    const scope = batch.scopes[batch.scopeOf[index] ?? 0];
    // An erased record is of no class.
    if (scope === undefined || ((batch.classes[index] ?? 0) & (filter.classes ?? 0xff)) === 0) return;
    if (filter.tenant !== undefined && filter.tenant !== scope.tenant) return;
    if (filter.campaign !== undefined && filter.campaign !== scope.campaign) return;
    const start = index === 0 ? 0 : (batch.ends[index - 1] ?? 0);
    into.outcomes.push(new ReadOutcome(held, index));
    into.bytes += (batch.ends[index] ?? start) - start;
  }
}

function isFull(into: Collected, limits: CollectLimits): boolean {
  return into.outcomes.length >= limits.outcomes || into.bytes >= limits.bytes;
}
