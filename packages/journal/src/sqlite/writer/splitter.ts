import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { BatchLimits } from '../../batch/batch-builder.ts';
import type { BatchRows } from './batch-rows.ts';
import { GroupBuilder } from './group-builder.ts';
import { findRun, type MergeRow, type MergeRules, toMergeRow } from './merge-run.ts';
import type { CompactStep } from './messages.ts';
import { isInParts } from './parts-summary.ts';
import { passed, Regrouping } from './regrouping.ts';
import { isWorthSplitting } from './split-batch.ts';
import { type BatchRow, scopesOf, toBatchRow } from '../reader/stored-batch.ts';

/** Rows looked at in one step. */
const rowsPerStep = 64;

/** Number of full batches that become one: a page of it holds that many times more records of a campaign. */
const batchesPerGroup = 8;
/**
 * Total length of the batches that become one, bytes: it is stored in one transaction, for which commits wait. A group twice as
 * large takes twice the time.
 */
const maxGroupBytes = 2 * 1024 * 1024;
/** Places in a batch are stored in two bytes. */
const mostRecords = 65_536;

/** A commit of at least this number of bytes belongs to a bulk load ... */
const loadingBytes = 256 * 1024;
/** ... which counts as under way for this long: what it stored is not split meanwhile. */
const loadingMs = 1000;

type Described = MergeRow & BatchRow;

/** Batches that are being stored anew, or one that waits for more neighbours. */
interface Splitting {
  readonly group: GroupBuilder;
  readonly isAlone: boolean;
}

/**
 * Stores full batches of many campaigns anew, in parts by campaign: several neighbours as one, and those that wait for more
 * neighbours each alone; merging does the latter with the small ones by itself.
 */
export class Splitter {
  readonly #regrouping: Regrouping;
  readonly #rules: MergeRules;
  readonly #described: StatementSync;
  /** All batches before this position are stored as they stay. */
  #frontier = 0;
  /** All before this one were looked at each alone. */
  #alone = 0;
  #splitting: Splitting | undefined;
  /** The batch here is damaged: it stays as it is, for verify to name. */
  #damaged = -1;
  #loadedAt = Number.NEGATIVE_INFINITY;

  constructor(database: DatabaseSync, rows: BatchRows, { maxBatchRecords, maxBatchBytes }: BatchLimits) {
    this.#regrouping = new Regrouping(database, rows, false);
    const limits = {
      maxBatchRecords: Math.min(maxBatchRecords * batchesPerGroup, mostRecords),
      maxBatchBytes: Math.min(maxBatchBytes * batchesPerGroup, maxGroupBytes),
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
    if (this.#splitting !== undefined) return this.#goOn(this.#splitting);
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
      this.#splitting = { group: new GroupBuilder(run), isAlone: false };
      return this.#nothing();
    }
    return this.#splitNext(run) ?? this.#pass(run);
  }

  /** One step of what takes several. */
  #goOn({ group, isAlone }: Splitting): CompactStep {
    const step = this.#regrouping.step(group);
    if (step === 'working') return this.#nothing();
    this.#splitting = undefined;
    // What is damaged ends what was begun; the next look at the rows finds what there is.
    if (step === 'damaged') this.#damaged = group.wanted?.first ?? -1;
    if (step === 'damaged' || step === 'changed') return this.#nothing();
    if (!isAlone) this.#frontier = step.first + step.records;
    return step;
  }

  #splitNext(rows: readonly Described[]): CompactStep | undefined {
    for (const row of rows) {
      const next = row.first + row.count;
      if (next <= this.#alone) continue;
      this.#alone = next;
      if (isInParts(row.summary)) continue;
      this.#splitting = { group: new GroupBuilder([row]), isAlone: true };
      return this.#nothing();
    }
    return undefined;
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
    return passed(this.#frontier);
  }
}

function isWorth(row: BatchRow): boolean {
  return isInParts(row.summary) || isWorthSplitting(scopesOf(row), row.bytes);
}
