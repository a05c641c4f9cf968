import type { CallTally } from './call-tally.ts';

/** A row as it is stored. */
export interface StoredRow {
  /** Null where outcomes have none. */
  readonly values: readonly (string | number | null)[];
  readonly counts: CallTally;
  /** Digests of the sessions, and how often each came. */
  readonly sessions: readonly (readonly [digest: number, times: number])[];
}

/** What a table has counted, as plain data that JSON can hold. */
export interface RateTableState {
  readonly rows: readonly StoredRow[];
  readonly total: StoredRow;
  readonly other?: StoredRow;
  /** There when there were more sessions than the table tells apart. */
  readonly hasTooManySessions?: true;
}
