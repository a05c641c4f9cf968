/**
 * Maintenance while outcomes are recorded and delivered, in order: small batches are merged, no maintenance runs, old
 * outcomes are pruned.
 */
export const phases = ['merging', 'quiet', 'pruning'] as const;
export type Phase = (typeof phases)[number];

/** Measurements of one phase in the process that records and serves. */
export interface ServedPhase {
  readonly phase: Phase;
  readonly seconds: number;
  readonly commits: number;
  /** Maximum time from an append to its acknowledgement, milliseconds. */
  readonly longestCommitMs: number;
  /** Maximum pause of the process itself, milliseconds. */
  readonly longestPauseMs: number;
  /** Maximum time that the journal's writer spent in a merge or checkpoint, milliseconds. */
  readonly longestStepMs: number;
}

/** Sent by the serving process to its parent. */
export type ServerReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'phaseStarted'; readonly phase: Phase }
  | { readonly kind: 'phaseEnded'; readonly served: ServedPhase }
  | { readonly kind: 'done'; readonly fed: number; readonly removed: number; readonly merged: number };
