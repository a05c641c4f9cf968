import type { DamagedBatchError } from '../damaged-batch-error.ts';
import type { RecordBatch } from '../journal.ts';
import type { BatchPart } from './records.ts';

/**
 * Why records cannot be read: `retention` removed them, they are stored and damaged, or the journal was restored: the
 * position that was asked for belongs to another history, or lies before the restore.
 */
export type GapReason = 'retention' | 'damage' | 'history';

/** Positions that a reader cannot get, or not any more. */
export interface Gap {
  /** First position that is missing. */
  readonly from: number;
  /** Position that reading continues from. With reason `history` it may be smaller than `from`. */
  readonly to: number;
  readonly reason: GapReason;
  /** With reason `history`: records that are known to be missing. Absent: nobody knows. */
  readonly atLeast?: number;
}

/** Records that may match: of `batch` those from `from` on and before `to`. Reading continues at `to`. */
export interface BatchStep<Batch = RecordBatch> extends BatchPart<Batch> {
  readonly kind: 'batch';
}

/** A step of a reader over records that are missing. */
export interface GapStep extends Gap {
  readonly kind: 'gap';
  /** What was wrong with damaged records, for people. */
  readonly damage?: DamagedBatchError;
}

/** Nothing matches from `from` on and before `to`. */
export interface PassedStep {
  readonly kind: 'passed';
  readonly from: number;
  readonly to: number;
}

/** Everything that is stored has been read; `to` is the position that the next record gets. */
export interface CaughtUpStep {
  readonly kind: 'caughtUp';
  readonly from: number;
  readonly to: number;
}

/** What a reader meets next. Reading continues at `to`. */
export type ReadStep<Batch = RecordBatch> = BatchStep<Batch> | GapStep | PassedStep | CaughtUpStep;

/** How many records are missing in a gap; 0 where that is not known, as it mostly is not between two histories. */
export function missingIn({ from, to, reason, atLeast = 0 }: Gap): number {
  return reason === 'history' ? atLeast : Math.max(0, to - from);
}
