import type { BatchSummary } from '../batch/batch-summary.ts';
import type { CursorChange } from '../engine/cursor-changes.ts';
import type { JournalErrorCode } from '../journal-error.ts';

/** What passes between the calling thread and the writer. Each request gets one answer, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly batches: readonly BatchToStore[]; readonly cursors: readonly CursorChange[] }
  | { readonly kind: 'prune'; readonly bounds: PruneBounds }
  | { readonly kind: 'close' };

export type WriterAnswer =
  | ({ readonly kind: 'opened' } & OpenedJournal)
  | { readonly kind: 'committed'; readonly first: number; readonly data: readonly Uint8Array<ArrayBuffer>[] }
  | ({ readonly kind: 'pruned' } & PruneStep)
  | { readonly kind: 'closed' }
  | WriterFailure;

/** Told unasked. */
export interface CheckpointNote {
  readonly kind: 'checkpoint';
  readonly durationMs: number;
  readonly error?: unknown;
}

export type WriterMessage = WriterAnswer | CheckpointNote;

export interface WriterFailure {
  readonly kind: 'failed';
  readonly code: JournalErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly cause: unknown;
}

/** What the writer is started with. */
export interface WriterSettings {
  readonly directory: string;
  readonly create: boolean;
}

export interface BatchToStore {
  readonly count: number;
  readonly minTime: number;
  readonly maxTime: number;
  readonly summary: BatchSummary;
  /** Transferred, not copied, both ways. */
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface OpenedJournal {
  readonly id: string;
  readonly first: number;
  readonly end: number;
  readonly batches: number;
  readonly bytes: number;
  readonly oldestTime: number | undefined;
  readonly newestTime: number | undefined;
}

export interface PruneBounds {
  /** Batches whose newest record is older go, Unix milliseconds. */
  readonly olderThan: number;
  /** Batches go until those left have no more than this. */
  readonly maxBytes: number;
}

export interface PruneStep {
  readonly records: number;
  readonly batches: number;
  readonly bytes: number;
  /** Oldest position that is still held. */
  readonly first: number;
  readonly oldestTime: number | undefined;
  /** Whether another step would find something to do. */
  readonly more: boolean;
}
