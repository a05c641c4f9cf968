import type { Branch, JournalPlace, Loss } from './branch.ts';

/** What became of a place that was given out earlier, perhaps by another copy of the journal. */
export type Resolved =
  /** It is in this history. */
  | { readonly kind: 'here'; readonly position: number }
  /** This history left the branch at `at`: positions from there on have other content. Continue at `at`. */
  | { readonly kind: 'forked'; readonly at: number }
  /** More was given out than this history holds. Go on at `at`, its end. */
  | { readonly kind: 'beyond'; readonly at: number }
  /** The branch, or the journal, is not known here. From `at` on nothing is missed. */
  | { readonly kind: 'unknown'; readonly at: number };

/** What is known about a restore. */
export interface Restored {
  /** Records from here on may have been others before. */
  readonly since: number;
  /** Records that are known to be missing. Default 0: unknown. */
  readonly atLeast?: number;
  /** What shows it, in words for an operator: the line of `wentBack` has it. */
  readonly evidence?: string;
}

/**
 * Which positions were written in one go. After a restore the same position may be given to another record: the name of
 * the branch tells the two apart.
 */
export interface JournalHistory {
  /** Oldest first, without those that retention has removed. */
  readonly branches: readonly Branch[];
  /** Restores after which records may be missing, oldest first. */
  readonly losses: readonly Loss[];
  /** Returns the name of the branch of the record at `position`; at the end, of the record that is appended next. */
  nameAt(position: number): string;
  /** Returns the position behind the last record of the branch that holds `position`; infinite for the newest. */
  branchEnd(position: number): number;
  /** Returns the first restore at or after `from` and before `to` that a reader has to be told of. */
  lossWithin(from: number, to: number): Loss | undefined;
  /** Finds out where a reader continues: `position` of the place is the next one it wants. */
  resolve(next: JournalPlace): Resolved;
  /** Returns the position of the record with this place; undefined when no such record was ever in this history. */
  positionOf(place: JournalPlace): number | undefined;
  /**
   * Notes that records may be missing since a restore; durable when it resolves. Takes a position. Does nothing when it was
   * noted since the journal was opened: a journal goes back only while nobody has it open.
   */
  markRestored(restored: Restored): Promise<void>;
}
