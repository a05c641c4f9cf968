import {
  type BatchStep,
  type Journal,
  type PositionRange,
  type ReadStep,
  type ReadableJournal,
  RecordReader,
} from '@sdmp/journal';
import type { Gap } from '../schema/values.ts';
import { type FoundOutcome, matchingOutcomes } from './matching-outcomes.ts';
import type { OutcomeFilter } from './outcome-filter.ts';

/** Records looked at for one answer at most; then the answer says where to continue. */
export const defaultScanLimit = 100_000;
/** Reads of the journal for one answer at most. */
const defaultReadLimit = 250;
/** How far back a search for the newest looks first, and at most in one step; positions. */
const firstStep = 512;
const longestStep = 65_536;

export interface FindOptions {
  readonly journal: ReadableJournal & Pick<Journal, 'positionsWithin'>;
  readonly filter: OutcomeFilter;
  readonly order: 'asc' | 'desc';
  /** Where to begin; default the oldest, or in descending order the newest. */
  readonly from: number | undefined;
  readonly limit: number;
  readonly scanLimit?: number;
}

export interface FoundOutcomes {
  readonly outcomes: readonly FoundOutcome[];
  /** Where to continue; undefined when there is nothing more. */
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
  readonly #reader: RecordReader;

  constructor(options: FindOptions) {
    this.#options = options;
    this.#reader = new RecordReader(options.journal);
  }

  get isExhausted(): boolean {
    return this.scanned >= (this.#options.scanLimit ?? defaultScanLimit) || this.#reads >= defaultReadLimit;
  }

  /** What comes next before `to`. A gap is noted, and the search continues behind it. */
  async step(from: number, to: number): Promise<ReadStep> {
    this.#reads++;
    const step = await this.#reader.step(from, this.#options.filter.record, { to });
    if (step.kind === 'gap') this.gaps.push({ from: step.from, to: step.to, reason: step.reason });
    return step;
  }

  matches(part: BatchStep): Generator<FoundOutcome> {
    const { filter, journal } = this.#options;
    this.scanned += part.to - part.from;
    return matchingOutcomes(part, filter, journal.history);
  }

  close(): void {
    this.#reader.close();
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
    const step = await search.step(at, end);
    for (const found of step.kind === 'batch' ? search.matches(step) : []) {
      outcomes.push(found);
      if (outcomes.length < limit) continue;
      const following = found.position + 1;
      return search.result(outcomes, following < end ? following : undefined);
    }
    at = step.to;
  }
  return search.result(outcomes, at < end ? at : undefined);
}

/** The last `limit` matches from `from` on and before `to`, newest first, and how many were passed over for them. */
async function lastWithin(search: Search, from: number, to: number, limit: number): Promise<readonly FoundOutcome[]> {
  const last: FoundOutcome[] = [];
  for (let at = from; at < to; ) {
    const step = await search.step(at, to);
    if (step.kind === 'caughtUp') break;
    for (const found of step.kind === 'batch' ? search.matches(step) : []) {
      last.push(found);
      // Now and then, so that dropping costs little and no more than twice the page is held.
      if (last.length >= 2 * limit) last.splice(0, last.length - limit);
    }
    at = step.to;
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
 * to continue.
 */
export async function findOutcomes(options: FindOptions): Promise<FoundOutcomes> {
  const search = new Search(options);
  try {
    const extent = await extentOf(options);
    return await (options.order === 'asc' ? findOldest : findNewest)(options, extent, search);
  } finally {
    search.close();
  }
}
