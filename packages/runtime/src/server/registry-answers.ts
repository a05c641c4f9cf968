import type { Cursor, CursorKey } from '@sdmp/journal';
import type { Transaction } from './transaction.ts';

/** The outcome of an EO: what to answer, and what has to be on disk before. */
export interface Subscribed {
  readonly transaction: Transaction;
  /** The token is new or its state is gone: the client is told by WP (PS-3, PS-6). */
  readonly isNewInstance: boolean;
  /** The transaction was attached before; only its filters were replaced. */
  readonly isReplacement: boolean;
  /** Cursors to save before answering. */
  readonly saves: readonly Cursor[];
  /** Cursors of the same transaction under its former TX. */
  readonly removes: readonly CursorKey[];
  /** Transactions that another socket lost by this request; they get EF (PS-5). */
  readonly takenOver: readonly Transaction[];
}

/** The outcome of an EE: what it ended, and the cursors to forget; undefined when there was nothing to end. */
export type EndResult = { readonly transaction?: Transaction; readonly removes: readonly CursorKey[] } | undefined;
