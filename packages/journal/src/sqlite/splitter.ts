import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { repack } from '../batch/repack.ts';
import { type BatchRows, insertable } from './batch-rows.ts';
import { numberIn } from './columns.ts';
import type { CompactStep } from './messages.ts';
import { isInParts } from './parts-summary.ts';
import { isWorthSplitting } from './split-batch.ts';
import { type BatchRow, scopesOf, toBatchRow } from './stored-batch.ts';
import { StoredData } from './stored-data.ts';

/** Rows looked at in one step. */
const ROWS_PER_STEP = 64;

/** A commit of so many bytes is one of somebody who loads much at once ... */
const LOADING_BYTES = 256 * 1024;
/** ... and is taken to be doing so for this long: he does not wait for what he stored to be split. */
const LOADING_MS = 1000;

/** Stores full batches of many campaigns anew, in parts; merging does so with the small ones by itself. */
export class Splitter {
  readonly #rows: BatchRows;
  readonly #data: StoredData;
  readonly #described: StatementSync;
  #frontier = 0;
  #loadedAt = Number.NEGATIVE_INFINITY;

  constructor(database: DatabaseSync, rows: BatchRows) {
    this.#rows = rows;
    this.#data = new StoredData(database);
    this.#described = database.prepare(
      `SELECT first, count, bytes, crc, summary FROM batch WHERE first >= ? AND first < ? ORDER BY first LIMIT ${ROWS_PER_STEP}`,
    );
  }

  /** A commit has stored so many bytes. */
  stored(bytes: number): void {
    if (bytes >= LOADING_BYTES) this.#loadedAt = performance.now();
  }

  /** Undefined when it is not put off. */
  get waitsMs(): number | undefined {
    return performance.now() - this.#loadedAt < LOADING_MS ? LOADING_MS : undefined;
  }

  /** Looks at batches before `ceiling`. To be called inside a transaction. Undefined when there are none to look at. */
  step(ceiling: number): CompactStep | undefined {
    if (this.waitsMs !== undefined) return undefined;
    const found = this.#described.all(this.#frontier, ceiling);
    const nothing = { first: this.#frontier, records: 0, batches: 0, bytes: 0, bytesWritten: 0 };
    for (const each of found) {
      this.#frontier = numberIn(each, 'first') + numberIn(each, 'count');
      const split = this.#split(toBatchRow(each));
      if (split !== undefined) return split;
    }
    return found.length === 0 ? undefined : nothing;
  }

  #split(row: BatchRow): CompactStep | undefined {
    if (isInParts(row.summary) || !isWorthSplitting(scopesOf(row), row.bytes)) return undefined;
    const checked = this.#data.read(row);
    // What is damaged stays as it is, for verify to name.
    if ('fault' in checked) return undefined;
    const again = repack([checked.batch]);
    const { first, count } = row;
    this.#rows.replace(first, first + count, insertable(again));
    const bytes = row.bytes - again.data.length;
    this.#rows.account(0, bytes);
    return { first, records: count, batches: 0, bytes, bytesWritten: again.data.length };
  }
}
