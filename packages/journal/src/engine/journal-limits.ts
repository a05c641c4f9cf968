import type { BatchLimits } from '../batch/batch-builder.ts';

const MiB = 1024 * 1024;

/** How records are gathered into batches; the same for every engine. */
export interface BatchOptions {
  /** Records in a batch at most, 1 to 65,536. Default 4096. */
  readonly maxBatchRecords?: number;
  /** A batch is sealed when its bodies reach this many bytes. Default 1 MiB. */
  readonly maxBatchBytes?: number;
}

export function batchLimits({ maxBatchRecords = 4096, maxBatchBytes = MiB }: BatchOptions): BatchLimits {
  return {
    maxBatchRecords: Math.min(Math.max(Math.trunc(maxBatchRecords), 1), 65_536),
    maxBatchBytes: Math.max(maxBatchBytes, 1),
  };
}

/** Enough batches to make merging them worth its while, few enough for a short step. */
const defaultCompactAfter = 64;

/** 0 for never. */
export function compactAfter(batches = defaultCompactAfter): number {
  return batches < 2 ? 0 : Math.min(Math.trunc(batches), 255);
}

export const defaultPendingBytes = 64 * MiB;
export const defaultCacheBytes = 8 * MiB;
export const defaultMemoryBytes = 64 * MiB;
export const defaultReserveBytes = 16 * MiB;
