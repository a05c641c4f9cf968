import { DamagedBatchError, type Journal, type PositionRange, type RecordBatch } from '@sdmp/journal';
import type { Gap } from '../api/gap.ts';
import { type FoundOutcome, matchingOutcomes } from './matching-outcomes.ts';
import type { OutcomeFilter } from './outcome-filter.ts';

/** Records looked at for one answer at most; then the answer says where to go on. */
export const defaultScanLimit = 100_000;
/** Reads of the journal for one answer at most. */
const defaultReadLimit = 250;
/** How far back a search for the newest looks first, and at most in one step; positions. */
const firstStep = 512;
const longestStep = 65_536;

export interface FindOptions {
  readonly journal: Pick<Journal, 'id' | 'first' | 'end' | 'read' | 'positionsWithin'>;
  readonly filter: OutcomeFilter;
  readonly order: 'asc' | 'desc';
  /** Where to begin; default the oldest, or in descending order the newest. */
  readonly from: number | undefined;
  readonly limit: number;
  readonly scanLimit?: number;
}

export interface FoundOutcomes {
  readonly outcomes: readonly FoundOutcome[];
  /** Where to go on; undefined when there is nothing more. */
  readonly next: number | undefined;
  /** Records looked at. */
  readonly scanned: number;
  /** Positions that could not be read. */
  readonly gaps: readonly Gap[];
}

/** One search: what it has looked at, and what it may look at still. */
class Search {
  readonly gaps: Gap[] = [];
  scanned = 0;
  #reads = 0;
  readonly #options: FindOptions;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  get isExhausted(): boolean {
    return this.scanned >= (this.#options.scanLimit ?? defaultScanLimit) || this.#reads >= defaultReadLimit;
  }

  /** The next batch, and where to read on. */
  async read(from: number): Promise<{ readonly batch?: RecordBatch; readonly next: number }> {
    const { journal, filter } = this.#options;
    this.#reads++;
    try {
      return await journal.read(from, filter.record);
    } catch (error) {
      if (!(error instanceof DamagedBatchError) || error.next <= from) throw error;
      this.gaps.push({ from: error.first, to: error.next, reason: 'damage' });
      return { next: error.next };
    }
  }

  /** The matches of a batch within a range. */
  *matches(batch: RecordBatch, from: number, to: number): Generator<FoundOutcome> {
    const { filter, journal } = this.#options;
    this.scanned += Math.max(0, Math.min(to, batch.first + batch.count) - Math.max(from, batch.first));
    yield* matchingOutcomes(batch, { from, to }, filter, journal.id);
  }

  result(outcomes: readonly FoundOutcome[], next: number | undefined): FoundOutcomes {
    const { scanned, gaps } = this;
    return { outcomes, next, scanned, gaps };
  }
}

/** Where outcomes of the wanted times can be. */
async function extentOf({ journal, filter }: FindOptions): Promise<PositionRange> {
  const { first, end } = journal;
  const { times } = filter;
  const within = times === undefined ? undefined : await journal.positionsWithin?.(times);
  return within ?? { from: first, to: end };
}

async function findOldest({ from, limit }: FindOptions, extent: PositionRange, search: Search): Promise<FoundOutcomes> {
  const outcomes: FoundOutcome[] = [];
  const end = extent.to;
  let at = Math.max(from ?? 0, extent.from);
  while (at < end && !search.isExhausted) {
    const { batch, next } = await search.read(at);
    for (const found of batch === undefined ? [] : search.matches(batch, at, end)) {
      outcomes.push(found);
      if (outcomes.length < limit) continue;
      const following = found.position + 1;
      return search.result(outcomes, following < end ? following : undefined);
    }
    at = next;
  }
  return search.result(outcomes, at < end ? at : undefined);
}

/** The last `limit` matches from `from` on and before `to`, newest first, and how many were passed over for them. */
async function lastWithin(search: Search, from: number, to: number, limit: number): Promise<readonly FoundOutcome[]> {
  const last: FoundOutcome[] = [];
  for (let at = from; at < to; ) {
    const { batch, next } = await search.read(at);
    for (const found of batch === undefined ? [] : search.matches(batch, at, to)) {
      last.push(found);
      // Now and then, so that dropping costs little and no more than twice the page is held.
      if (last.length >= 2 * limit) last.splice(0, last.length - limit);
    }
    at = next;
  }
  return last.slice(-limit).toReversed();
}

/** Looks back in steps that grow while little is found; within a step the journal is read forward, as it is stored. */
async function findNewest({ from, limit }: FindOptions, extent: PositionRange, search: Search): Promise<FoundOutcomes> {
  const outcomes: FoundOutcome[] = [];
  const first = extent.from;
  let end = Math.min(from === undefined ? extent.to : from + 1, extent.to);
  for (
    let step = Math.max(firstStep, limit);
    end > first && !search.isExhausted;
    step = Math.min(step * 4, longestStep)
  ) {
    const start = Math.max(first, end - step);
    const found = await lastWithin(search, start, end, limit - outcomes.length);
    outcomes.push(...found);
    const last = outcomes.at(-1);
    if (outcomes.length >= limit && last !== undefined) {
      return search.result(outcomes, last.position > first ? last.position - 1 : undefined);
    }
    end = start;
  }
  return search.result(outcomes, end > first ? end - 1 : undefined);
}

/**
 * Finds a page of outcomes. Looks at a bounded number of records: a page may be short, or empty, with `next` saying where
 * to go on.
 */
export async function findOutcomes(options: FindOptions): Promise<FoundOutcomes> {
  const search = new Search(options);
  const extent = await extentOf(options);
  return options.order === 'asc' ? findOldest(options, extent, search) : findNewest(options, extent, search);
}
