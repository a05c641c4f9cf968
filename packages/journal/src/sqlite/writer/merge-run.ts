import type { BatchLimits } from '../../batch/batch-builder.ts';
import { numberIn, type Row } from '../file/columns.ts';

/** What is known of a stored batch when it is decided whether to merge it. */
export interface MergeRow {
  readonly first: number;
  readonly count: number;
  readonly minTime: number;
  readonly maxTime: number;
  readonly bytes: number;
}

export interface MergeRules {
  /** Batches of fewer records than this and ... */
  readonly belowRecords: number;
  /** ... fewer bytes than this are small enough to be merged. */
  readonly belowBytes: number;
  /** What the merged batch may hold. */
  readonly limits: BatchLimits;
  /** Batches merged at once. */
  readonly maxRows: number;
}

/** What to do with the rows in front: merge a number of them, pass over a number of them, or wait for more. */
export interface MergeFinding {
  readonly kind: 'merge' | 'skip' | 'wait';
  readonly rows: number;
}

/** Records this far apart are never put into one batch: it is the granularity of retention by age, milliseconds. */
export const mergeSpanMs = 3_600_000;

/** Looks at neighbouring rows, oldest first. A run that the last row may not have ended yet waits for what follows. */
export function findRun(rows: readonly MergeRow[], rules: MergeRules): MergeFinding {
  if (rows.length === 0) return { kind: 'wait', rows: 0 };
  const small = rows.findIndex((row) => isSmall(row, rules));
  if (small !== 0) return { kind: 'skip', rows: small < 0 ? rows.length : small };
  const taken = runLength(rows, rules);
  if (taken === rows.length && taken < rules.maxRows) return { kind: 'wait', rows: 0 };
  return { kind: taken > 1 ? 'merge' : 'skip', rows: taken };
}

function runLength(rows: readonly MergeRow[], rules: MergeRules): number {
  let count = 0;
  let bytes = 0;
  let end = rows[0]?.first;
  let minTime = Number.POSITIVE_INFINITY;
  let maxTime = Number.NEGATIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    count += row.count;
    bytes += row.bytes;
    minTime = Math.min(minTime, row.minTime);
    maxTime = Math.max(maxTime, row.maxTime);
    const fits = count <= rules.limits.maxBatchRecords && bytes <= rules.limits.maxBatchBytes;
    const isNear = maxTime - minTime < mergeSpanMs;
    // A row that does not follow the one before it is next to damage, which is left as it is.
    if (index === rules.maxRows || !isSmall(row, rules) || !fits || !isNear || row.first !== end)
      return Math.max(index, 1);
    end = row.first + row.count;
  }
  return rows.length;
}

function isSmall(row: MergeRow, { belowRecords, belowBytes }: MergeRules): boolean {
  return row.count < belowRecords && row.bytes < belowBytes;
}

/** Throws when a column does not hold what the schema says. */
export function toMergeRow(row: Row): MergeRow {
  return {
    first: numberIn(row, 'first'),
    count: numberIn(row, 'count'),
    minTime: numberIn(row, 'min_time'),
    maxTime: numberIn(row, 'max_time'),
    bytes: numberIn(row, 'bytes'),
  };
}
