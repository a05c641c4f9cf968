import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { numberIn, type Row } from '../file/columns.ts';
import type { BatchRows } from './batch-rows.ts';
import { GroupBuilder, type TakenRow } from './group-builder.ts';
import { findRun, type MergeRow, type MergeRules, toMergeRow } from './merge-run.ts';
import type { CompactionSettings, CompactStep } from './messages.ts';
import { passed, Regrouping } from './regrouping.ts';

/** Rows looked at in one step; bounds a step that finds nothing to merge. */
const rowsPerStep = 256;

/** Batches that are being merged. */
interface Merging {
  readonly sweep: Sweep;
  readonly group: GroupBuilder;
}

/** One sweep over the batches: all before `frontier` are as they should be. */
interface Sweep {
  readonly rules: MergeRules;
  frontier: number;
}

/**
 * Merges neighbouring small batches: first the tiniest into middling ones, and behind that the middling ones into full
 * ones, so that each record is copied twice at most. A merge takes several steps, so that none of them is long.
 */
export class Compactor {
  readonly #regrouping: Regrouping;
  readonly #sweeps: readonly [tiny: Sweep, middling: Sweep];
  readonly #described: StatementSync;
  #merging: Merging | undefined;

  constructor(database: DatabaseSync, rows: BatchRows, { compactAfter, ...limits }: CompactionSettings) {
    this.#regrouping = new Regrouping(database, rows, true);
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
      `SELECT first, count, min_time, max_time, bytes, crc FROM batch WHERE first >= ? AND first < ? ORDER BY first LIMIT ${rowsPerStep}`,
    );
  }

  /** To be called inside a transaction. Undefined when there is nothing to do until more has been stored. */
  step(end: number): CompactStep | undefined {
    if (this.#merging !== undefined) return this.#goOn(this.#merging);
    const [tiny, middling] = this.#sweeps;
    return this.#advance(tiny, end) ?? this.#advance(middling, tiny.frontier);
  }

  /** All batches before this position are as large as they get. */
  get settled(): number {
    return this.#sweeps[1].frontier;
  }

  #advance(sweep: Sweep, ceiling: number): CompactStep | undefined {
    const rows = this.#described.all(sweep.frontier, ceiling).map(toDescribed);
    const found = findRun(rows, sweep.rules);
    if (found.kind === 'wait') return undefined;
    if (found.kind === 'merge') this.#merging = { sweep, group: new GroupBuilder(rows.slice(0, found.rows)) };
    else sweep.frontier = endOf(rows[found.rows - 1], ceiling);
    return passed(rows[0]?.first ?? sweep.frontier);
  }

  #goOn({ sweep, group }: Merging): CompactStep {
    const step = this.#regrouping.step(group);
    if (step === 'working') return passed(sweep.frontier);
    const taken = group.rows;
    const last = taken.at(-1);
    // Only what comes before a damaged batch is merged; that one stays as it is, for verify to name.
    if (step === 'damaged' && taken.length > 1) {
      group.cut();
      return passed(sweep.frontier);
    }
    this.#merging = undefined;
    if (step === 'changed') return passed(sweep.frontier);
    if (step === 'damaged') {
      sweep.frontier = endOf(last ?? group.wanted, sweep.frontier);
      return passed(sweep.frontier);
    }
    sweep.frontier = endOf(last, sweep.frontier);
    return step;
  }
}

type Described = MergeRow & TakenRow;

function toDescribed(row: Row): Described {
  return { ...toMergeRow(row), crc: numberIn(row, 'crc') };
}

function endOf(row: TakenRow | undefined, otherwise: number): number {
  return row === undefined ? otherwise : row.first + row.count;
}
