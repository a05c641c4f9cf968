import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PositionRange, TimeRange } from '../../journal.ts';

/** How far the journal reaches, as the caller knows it. */
export interface Extent {
  readonly first: number;
  readonly end: number;
}

/** Looks up batches by the times of their records; each row has the least and the greatest. */
export class TimeIndex {
  readonly #first: StatementSync;
  readonly #last: StatementSync;

  constructor(database: DatabaseSync) {
    const within = 'FROM batch WHERE max_time >= ? AND min_time < ?';
    this.#first = database.prepare(`SELECT first AS position ${within} ORDER BY first LIMIT 1`);
    this.#last = database.prepare(`SELECT first + count AS position ${within} ORDER BY first DESC LIMIT 1`);
  }

  /** Batches that are not within the extent, because they are newer or pruned, do not count. */
  positionsWithin(
    { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: TimeRange,
    { first, end }: Extent,
  ): PositionRange {
    const [from, to] = [this.#first, this.#last].map((statement) => statement.get(since, until)?.['position']);
    if (typeof from !== 'number' || typeof to !== 'number') return { from: end, to: end };
    return { from: Math.min(Math.max(from, first), end), to: Math.min(Math.max(to, first), end) };
  }
}
