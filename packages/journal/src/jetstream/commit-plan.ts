import type { SealedBatch } from '../batch/batch-builder.ts';
import type { CursorChange } from '../engine/cursor-changes.ts';
import type { Restored } from '../history/journal-history.ts';
import type { LogMark } from './log-state.ts';
import type { Part } from './part-publisher.ts';
import { packEntry } from './packed-entry.ts';
import type { RecordId } from './record-id.ts';

/** A batch that is to be stored, and the ids of its records; empty when none has one. */
export interface PlannedBatch {
  readonly sealed: SealedBatch;
  readonly ids: readonly RecordId[];
}

export interface CommitPlan {
  readonly commit: string;
  readonly attempt: number;
  readonly batches: readonly PlannedBatch[];
  /** Stored with the last batch. */
  readonly changes: readonly CursorChange[];
  readonly maxMessageBytes: number;
  /** Tag of the branch. */
  readonly tag: string;
  readonly restored?: Restored | undefined;
}

/** The messages that store a commit behind `head`. */
export function partsOf(plan: CommitPlan, head: LogMark): Part[] {
  const { commit, attempt, batches, changes, maxMessageBytes, tag, restored } = plan;
  let { position, totalBytes, totalBatches } = head;
  const base = position;
  const pieces = batches.map(({ sealed, ids }, index) => {
    const isLast = index === batches.length - 1;
    const { shape, data } = packEntry(sealed, position, { ids, changes: isLast ? changes : [] });
    position += shape.count;
    totalBytes += shape.bytes;
    totalBatches += 1;
    return { shape, totals: { totalBytes, totalBatches }, chunks: cut(data, maxMessageBytes) };
  });
  const restore = restored === undefined ? {} : { since: restored.since, atLeast: restored.atLeast ?? 0 };
  const parts = pieces.reduce((count, { chunks }) => count + chunks.length, 0);
  let part = 0;
  return pieces.flatMap(({ shape, totals, chunks }) =>
    chunks.map((data, chunk) => ({
      data,
      header: {
        ...shape,
        ...totals,
        commit,
        attempt,
        part: part++,
        parts,
        chunk,
        chunks: chunks.length,
        base,
        tag,
        ...restore,
      },
    })),
  );
}

export function cut(data: Uint8Array, most: number): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(data.length / most));
  return Array.from({ length: count }, (_, index) => data.subarray(index * most, (index + 1) * most));
}
