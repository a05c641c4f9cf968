import type { BatchLimits, SealedBatch } from '../../batch/batch-builder.ts';
import type { BatchSummary } from '../../batch/batch-summary.ts';
import type { CursorChange } from '../../engine/cursor-changes.ts';
import type { Loss } from '../../history/branch.ts';
import type { StoredHistory } from '../../history/branch-list.ts';
import type { Restored } from '../../history/journal-history.ts';
import type { AgeBounds } from '../../retention/age-bounds.ts';
import type { JournalErrorCode } from '../../journal-error.ts';

/** What passes between the calling thread and the writer. Each request gets one answer, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly batches: readonly BatchToStore[]; readonly cursors: readonly CursorChange[] }
  | { readonly kind: 'prune'; readonly bounds: PruneBounds }
  | { readonly kind: 'save arrival'; readonly saved: string }
  | { readonly kind: 'erase'; readonly positions: Float64Array }
  | { readonly kind: 'mark'; readonly restored: Restored }
  | { readonly kind: 'clean' }
  | { readonly kind: 'close' };

export type WriterAnswer =
  | ({ readonly kind: 'opened' } & OpenedWriter)
  | { readonly kind: 'committed'; readonly first: number; readonly data: readonly Uint8Array<ArrayBuffer>[] }
  | ({ readonly kind: 'pruned' } & PruneStep)
  | { readonly kind: 'arrival saved' }
  | ({ readonly kind: 'erased' } & EraseStep)
  | { readonly kind: 'marked'; readonly loss: Loss; readonly sealed: SealedBatch }
  | ({ readonly kind: 'cleaned' } & CleanStep)
  | { readonly kind: 'closed' }
  | WriterFailure;

/** Sent without a request: what one step of compaction did, or why it is put off. */
export type CompactNote =
  | ({ readonly kind: 'compacted'; readonly durationMs: number } & CompactStep & Edges)
  | { readonly kind: 'not compacted'; readonly durationMs: number; readonly error: unknown };

/** Sent without a request. */
export interface CheckpointNote {
  readonly kind: 'checkpoint';
  readonly durationMs: number;
  /** How long commits had to wait for it at most. */
  readonly heldMs: number;
  readonly error?: unknown;
}

/** Sent without a request: the reserve was released, or, with an error, could not be made. */
export interface ReserveNote {
  readonly kind: 'reserve';
  readonly bytes: number;
  readonly error?: unknown;
}

export type WriterNote = CheckpointNote | CompactNote | ReserveNote;

export type WriterMessage = WriterAnswer | WriterNote;

export interface WriterFailure {
  readonly kind: 'failed';
  readonly code: JournalErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly cause: unknown;
}

export interface CompactionSettings extends BatchLimits {
  /** Neighbouring small batches that are merged at once; fewer than 2 merges none. */
  readonly compactAfter: number;
}

/** What the writer is started with. */
export interface WriterSettings {
  readonly directory: string;
  readonly create: boolean;
  readonly compaction: CompactionSettings;
  readonly reserveBytes: number;
}

export interface EraseStep {
  readonly records: number;
  /** How many bytes fewer are stored. */
  readonly bytes: number;
}

/** What clearing the files has come to. */
export interface CleanStep {
  /** Whether there are free pages left to give back. */
  readonly more: boolean;
  /** Whether the log has been emptied, too. */
  readonly isClean: boolean;
}

/** What was put together into one batch, or passed over when `records` is 0. */
export interface CompactStep {
  readonly first: number;
  readonly records: number;
  /** How many batches fewer there are ... */
  readonly batches: number;
  /** ... and how many bytes. */
  readonly bytes: number;
  /** Size of the merged batch. */
  readonly bytesWritten: number;
}

/** Times at both ends of the journal, which change when batches are merged whose times are not in order. */
export interface Edges {
  readonly oldestTime: number | undefined;
  readonly newestTime: number | undefined;
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
  /** What retention knew of times of arrival; undefined when nothing was saved. */
  readonly arrival: string | undefined;
}

/** What a writer knows when it has opened the journal. */
export interface OpenedWriter extends OpenedJournal {
  readonly history: StoredHistory;
  /** Tag of the branch that the first append begins; absent when it has begun. */
  readonly nextTag: string | undefined;
  /** Whether this writer has noted a restore. */
  readonly wasMarked: boolean;
}

export interface PruneBounds {
  /** Which batches are too old; absent when age does not matter. */
  readonly age: AgeBounds | undefined;
  /** Batches go until those left have no more than this. */
  readonly maxBytes: number;
  /** Whether a step before this one has removed any. */
  readonly hasRemoved: boolean;
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
