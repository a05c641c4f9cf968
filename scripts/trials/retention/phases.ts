/**
 * What is done while outcomes are recorded and delivered, in this order: small batches are merged, nothing else is done,
 * and the old outcomes are removed.
 */
export const phases = ['merging', 'quiet', 'trimming'] as const;
export type Phase = (typeof phases)[number];

/** What the process that records and serves saw in one phase. */
export interface ServedPhase {
  readonly phase: Phase;
  readonly seconds: number;
  readonly commits: number;
  /** From handing over to the word that it is on disk, milliseconds. */
  readonly longestCommitMs: number;
  /** The longest time for which the process itself stood still. */
  readonly longestPauseMs: number;
  /** The longest that the journal's writer was kept by one step that was no commit. */
  readonly longestStepMs: number;
}

/** From the serving process to the one that started it. */
export type Said =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'begins'; readonly phase: Phase }
  | { readonly kind: 'ended'; readonly served: ServedPhase }
  | { readonly kind: 'done'; readonly fed: number; readonly removed: number; readonly merged: number };
