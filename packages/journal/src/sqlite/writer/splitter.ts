import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { BatchLimits } from '../../batch/batch-builder.ts';
import { repack } from '../../batch/repack.ts';
import { type BatchRows, insertable } from './batch-rows.ts';
import { GroupBuilder, type TakenRow } from './group-builder.ts';
import { findRun, type MergeRow, type MergeRules, toMergeRow } from './merge-run.ts';
import type { CompactStep } from './messages.ts';
import { isInParts } from './parts-summary.ts';
import { isWorthSplitting } from './split-batch.ts';
import { type BatchRow, scopesOf, toBatchRow } from '../reader/stored-batch.ts';
import { StoredData } from '../reader/stored-data.ts';

/** Rows looked at in one step. */
const rowsPerStep = 64;

/** Number of full batches that become one: a page of it holds that many times more records of a campaign. */
const batchesPerGroup = 8;
/** Places in a batch are stored in two bytes. */
const mostRecords = 65_536;

/** A commit of at least this number of bytes belongs to a bulk load ... */
const loadingBytes = 256 * 1024;
/** ... which counts as under way for this long: what it stored is not split meanwhile. */
const loadingMs = 1000;

type Described = MergeRow & BatchRow;

/**
 * Stores full batches of many campaigns anew, in parts by campaign: several neighbours as one, and those that wait for more
 * neighbours each alone; merging does the latter with the small ones by itself.
 */
export class Splitter {
  readonly #rows: BatchRows;
  readonly #data: StoredData;
  readonly #rules: MergeRules;
  readonly #described: StatementSync;
  readonly #checksums: StatementSync;
  /** All batches before this position are stored as they stay. */
  #frontier = 0;
  /** All before this one were looked at each alone. */
  #alone = 0;
  #group: GroupBuilder | undefined;
  /** The batch here is damaged: it stays as it is, for verify to name. */
  #damaged = -1;
  #loadedAt = Number.NEGATIVE_INFINITY;

  constructor(database: DatabaseSync, rows: BatchRows, { maxBatchRecords, maxBatchBytes }: BatchLimits) {
    this.#rows = rows;
    this.#data = new StoredData(database);
    const limits = {
      maxBatchRecords: Math.min(maxBatchRecords * batchesPerGroup, mostRecords),
      maxBatchBytes: maxBatchBytes * batchesPerGroup,
    };
    this.#rules = {
      belowRecords: limits.maxBatchRecords / 2,
      belowBytes: limits.maxBatchBytes / 2,
      limits,
      maxRows: rowsPerStep - 1,
    };
    this.#described = database.prepare(
      `SELECT first, count, min_time, max_time, bytes, crc, summary FROM batch WHERE first >= ? AND first < ? ORDER BY first LIMIT ${rowsPerStep}`,
    );
    this.#checksums = database.prepare('SELECT first, crc FROM batch WHERE first >= ? AND first < ? ORDER BY first');
  }

  /** Notes the size of a commit, bytes. */
  stored(bytes: number): void {
    if (bytes >= loadingBytes) this.#loadedAt = performance.now();
  }

  /** Undefined when it is not put off. */
  get waitsMs(): number | undefined {
    return performance.now() - this.#loadedAt < loadingMs ? loadingMs : undefined;
  }

  /** Looks at batches before `ceiling`. To be called inside a transaction. Undefined when there are none to look at. */
  step(ceiling: number): CompactStep | undefined {
    if (this.waitsMs !== undefined) return undefined;
    if (this.#group !== undefined) return this.#goOn(this.#group);
    const rows = this.#described
      .all(this.#frontier, ceiling)
      .map((row) => ({ ...toMergeRow(row), ...toBatchRow(row) }));
    const other = rows.findIndex((row) => !isWorth(row) || row.first === this.#damaged);
    const groupable = other < 0 ? rows : rows.slice(0, other);
    if (groupable.length === 0) return rows.length === 0 ? undefined : this.#pass(rows.slice(0, this.#others(rows)));
    const found = findRun(groupable, this.#rules);
    // What ends with a batch of few campaigns waits for nothing.
    if (found.kind === 'wait' && groupable.length === rows.length) return this.#splitNext(groupable);
    const run = groupable.slice(0, found.kind === 'wait' ? groupable.length : found.rows);
    if (run.length > 1 && found.kind !== 'skip') {
      this.#group = new GroupBuilder(run);
      return this.#nothing();
    }
    return this.#splitNext(run) ?? this.#pass(run);
  }

  /** One step of what takes several. */
  #goOn(group: GroupBuilder): CompactStep {
    const { wanted } = group;
    if (wanted !== undefined) {
      this.#take(group, wanted);
      return this.#nothing();
    }
    const done = group.step();
    if (done === undefined) return this.#nothing();
    this.#group = undefined;
    const { sealed, split } = done;
    const first = group.rows[0]?.first ?? 0;
    const next = first + sealed.shape.count;
    if (!this.#isAsItWas(group.rows, first, next)) return this.#nothing();
    this.#rows.replaceBySplit(first, next, insertable(sealed), split);
    this.#frontier = next;
    const bytesWritten = sealed.data.length;
    const bytes = group.rows.reduce((before, row) => before + row.bytes, 0) - bytesWritten;
    const batches = group.rows.length - 1;
    this.#rows.account(batches, bytes);
    return { first, records: sealed.shape.count, batches, bytes, bytesWritten };
  }

  /** What is damaged, or not there any more, ends what was begun; the next look at the rows finds what there is. */
  #take(group: GroupBuilder, wanted: TakenRow): void {
    const [row] = this.#described.all(wanted.first, wanted.first + 1).map(toBatchRow);
    const checked = row?.crc === wanted.crc ? this.#data.read(row) : undefined;
    if (checked !== undefined && 'batch' in checked) {
      group.take(checked.batch);
      return;
    }
    this.#group = undefined;
    if (checked !== undefined) this.#damaged = wanted.first;
  }

  /** Retention or an erasure may have come between two steps. */
  #isAsItWas(rows: readonly TakenRow[], first: number, next: number): boolean {
    const found = this.#checksums.all(first, next);
    return found.length === rows.length && rows.every(({ crc }, index) => found[index]?.['crc'] === crc);
  }

  #splitNext(rows: readonly Described[]): CompactStep | undefined {
    for (const row of rows) {
      const next = row.first + row.count;
      if (next <= this.#alone) continue;
      this.#alone = next;
      const split = isInParts(row.summary) ? undefined : this.#split(row);
      if (split !== undefined) return split;
    }
    return undefined;
  }

  #split(row: BatchRow): CompactStep | undefined {
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

  /** How many rows in front stay as they are. */
  #others(rows: readonly Described[]): number {
    const next = rows.findIndex((row) => isWorth(row) && row.first !== this.#damaged);
    return next < 0 ? rows.length : next;
  }

  #pass(rows: readonly Described[]): CompactStep {
    for (const { first, count } of rows) this.#frontier = first + count;
    return this.#nothing();
  }

  #nothing(): CompactStep {
    return { first: this.#frontier, records: 0, batches: 0, bytes: 0, bytesWritten: 0 };
  }
}

function isWorth(row: BatchRow): boolean {
  return isInParts(row.summary) || isWorthSplitting(scopesOf(row), row.bytes);
}
