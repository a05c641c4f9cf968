import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { repack } from '../../batch/repack.ts';
import type { RecordBatch } from '../../journal.ts';
import { type BatchRows, insertable } from './batch-rows.ts';
import { findRun, type MergeRow, type MergeRules, toMergeRow } from './merge-run.ts';
import type { CompactionSettings, CompactStep } from './messages.ts';
import { findFault, toBatchRow } from '../reader/stored-batch.ts';
import { StoredData } from '../reader/stored-data.ts';

/** Rows looked at in one step; bounds a step that finds nothing to merge. */
const rowsPerStep = 256;

/** One sweep over the batches: all before `frontier` are as they should be. */
interface Sweep {
  readonly rules: MergeRules;
  frontier: number;
}

/**
 * Merges neighbouring small batches, a few at a time: first the tiniest into middling ones, and behind that the
 * middling ones into full ones, so that no step is long and each record is copied twice at most.
 */
export class Compactor {
  readonly #rows: BatchRows;
  readonly #sweeps: readonly [tiny: Sweep, middling: Sweep];
  readonly #described: StatementSync;
  readonly #stored: StatementSync;
  readonly #data: StoredData;

  constructor(database: DatabaseSync, rows: BatchRows, { compactAfter, ...limits }: CompactionSettings) {
    this.#rows = rows;
    this.#data = new StoredData(database);
    const maxRows = Math.min(compactAfter, rowsPerStep - 1);
    const below = (share: number): Sweep => ({
      frontier: 0,
      rules: {
        belowRecords: limits.maxBatchRecords * share,
        belowBytes: limits.maxBatchBytes * share,
        limits,
        maxRows,
      },
    });
    this.#sweeps = [below(1 / compactAfter), below(1 / 2)];
    this.#described = database.prepare(
      `SELECT first, count, min_time, max_time, bytes FROM batch WHERE first >= ? AND first < ? ORDER BY first LIMIT ${rowsPerStep}`,
    );
    this.#stored = database.prepare(
      'SELECT first, count, bytes, crc, summary FROM batch WHERE first >= ? AND first < ? ORDER BY first',
    );
  }

  /** To be called inside a transaction. Undefined when there is nothing to do until more has been stored. */
  step(end: number): CompactStep | undefined {
    const [tiny, middling] = this.#sweeps;
    return this.#advance(tiny, end) ?? this.#advance(middling, tiny.frontier);
  }

  /** All batches before this position are as large as they get. */
  get settled(): number {
    return this.#sweeps[1].frontier;
  }

  #advance(sweep: Sweep, ceiling: number): CompactStep | undefined {
    const rows = this.#described.all(sweep.frontier, ceiling).map(toMergeRow);
    const found = findRun(rows, sweep.rules);
    if (found.kind === 'wait') return undefined;
    const next = endOf(rows[found.rows - 1], ceiling);
    const first = rows[0]?.first ?? sweep.frontier;
    const whole = found.kind === 'merge' ? this.#readWhole(first, next) : [];
    const last = whole.at(-1);
    // Only what comes before a damaged batch is merged; that one stays as it is, for verify to name.
    if (found.kind === 'skip' || whole.length === found.rows) sweep.frontier = next;
    else sweep.frontier = last === undefined ? endOf(rows[0], next) : last.first + last.count;
    return whole.length < 2 ? { first, records: 0, batches: 0, bytes: 0, bytesWritten: 0 } : this.#merge(whole, rows);
  }

  #merge(batches: readonly RecordBatch[], rows: readonly MergeRow[]): CompactStep {
    const merged = repack(batches);
    const first = batches[0]?.first ?? 0;
    const before = rows.slice(0, batches.length).reduce((bytes, row) => bytes + row.bytes, 0);
    this.#rows.replace(first, first + merged.shape.count, insertable(merged));
    const bytes = before - merged.data.length;
    this.#rows.account(batches.length - 1, bytes);
    return { first, records: merged.shape.count, batches: batches.length - 1, bytes, bytesWritten: merged.data.length };
  }

  /** The batches from `first` on, up to the first that is damaged. */
  #readWhole(first: number, next: number): readonly RecordBatch[] {
    const whole: RecordBatch[] = [];
    for (const row of this.#stored.all(first, next)) {
      const described = toBatchRow(row);
      const checked = this.#data.read(described);
      if ('fault' in checked || findFault(described, checked.batch) !== undefined) return whole;
      whole.push(checked.batch);
    }
    return whole;
  }
}

function endOf(row: MergeRow | undefined, otherwise: number): number {
  return row === undefined ? otherwise : row.first + row.count;
}
