import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { hasAged } from '../../retention/age-bounds.ts';
import { numberIn, pragmaNumber, type Row } from '../file/columns.ts';
import { readEdge } from '../file/journal-state.ts';
import type { PruneBounds, PruneStep } from '../writer/messages.ts';

/** One step removes no more than this many batches ... */
const batchesPerStep = 256;
/** ... and, from the second on, no more than this many bytes. */
const mostBytesPerStep = 8 * 1024 * 1024;
/** Pages given back to the file system in one step, at most. */
const pagesPerStep = 256;
/** Free pages are used again by later appends; only when more than this, and more than half, are free the file shrinks. */
const freePagesKept = 1024;

/** Removes the oldest batches, a few at a time. */
export class Pruner {
  readonly #database: DatabaseSync;
  readonly #oldest: StatementSync;
  readonly #state: StatementSync;
  readonly #removeBatches: StatementSync;
  readonly #removeData: StatementSync;
  readonly #advance: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#oldest = database.prepare('SELECT first, count, max_time, bytes FROM batch ORDER BY first LIMIT ?');
    this.#state = database.prepare('SELECT first_position, end_position, bytes FROM journal');
    this.#removeBatches = database.prepare('DELETE FROM batch WHERE first < ?');
    this.#removeData = database.prepare('DELETE FROM batch_data WHERE first < ?');
    this.#advance = database.prepare(
      'UPDATE journal SET first_position = ?, batches = max(0, batches - ?), bytes = max(0, bytes - ?)',
    );
  }

  /** Removes that share of what one step removes at most. To be called inside a transaction. */
  remove(bounds: PruneBounds, share: number): PruneStep {
    const state = this.#state.get() ?? {};
    const oldest = this.#oldest.all(Math.max(1, Math.floor(batchesPerStep * share)));
    const goes = countGoing(oldest, bounds, numberIn(state, 'bytes'), mostBytesPerStep * share);
    const bytes = sum(oldest.slice(0, goes), 'bytes');
    const first = this.#firstAfter(oldest, goes, numberIn(state, 'end_position'));
    if (goes > 0) {
      this.#removeBatches.run(first);
      this.#removeData.run(first);
      this.#advance.run(first, goes, bytes);
    }
    const edge = readEdge(this.#database, 'ASC');
    return {
      records: sum(oldest.slice(0, goes), 'count'),
      batches: goes,
      bytes,
      first: goes > 0 ? first : numberIn(state, 'first_position'),
      oldestTime: edge === undefined ? undefined : numberIn(edge, 'min_time'),
      more:
        edge !== undefined &&
        goes > 0 &&
        countGoing([this.#oldest.get(1) ?? {}], bounds, numberIn(state, 'bytes') - bytes, 0) > 0,
    };
  }

  /** Gives that share of a step's free pages back to the file system, and says how many; 0 when there are few. */
  shrink(share: number): number {
    if (!this.#hasTooManyFree()) return 0;
    const pages = Math.max(1, Math.floor(pagesPerStep * share));
    this.#database.exec(`PRAGMA incremental_vacuum(${pages})`);
    return pages;
  }

  #firstAfter(oldest: readonly Row[], goes: number, end: number): number {
    const next = oldest[goes] ?? this.#oldest.all(goes + 1)[goes];
    return next === undefined ? end : numberIn(next, 'first');
  }

  #hasTooManyFree(): boolean {
    const free = pragmaNumber(this.#database.prepare('PRAGMA freelist_count').get());
    return free > freePagesKept && free > pragmaNumber(this.#database.prepare('PRAGMA page_count').get()) / 2;
  }
}

/** How many of the oldest batches retention takes in this step. */
function countGoing(
  oldest: readonly Row[],
  { age, maxBytes }: PruneBounds,
  bytesHeld: number,
  bytesPerStep: number,
): number {
  let left = bytesHeld;
  let taken = 0;
  for (const [index, row] of oldest.entries()) {
    const bytes = numberIn(row, 'bytes');
    if (left <= maxBytes && !isTooOld(row, age)) return index;
    if (index > 0 && taken + bytes > bytesPerStep) return index;
    left -= bytes;
    taken += bytes;
  }
  return oldest.length;
}

function isTooOld(row: Row, age: PruneBounds['age']): boolean {
  if (age === undefined) return false;
  const [first, count, maxTime] = [numberIn(row, 'first'), numberIn(row, 'count'), numberIn(row, 'max_time')];
  return hasAged({ first, count, maxTime }, age);
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + numberIn(row, column), 0);
}
