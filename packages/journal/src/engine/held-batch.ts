import type { SealedBatch } from '../batch/batch-builder.ts';
import { viewBatch } from '../batch/layout.ts';
import type { HeldBatch } from './batch-ring.ts';

/** The typed arrays, the scopes and the objects of a small batch, roughly. */
const overheadBytes = 1024;

/** A batch that was stored at `first`, as readers get it. `data` is the packed batch, wherever its buffer has been. */
export function holdBatch(sealed: SealedBatch, first: number, data: Uint8Array): HeldBatch {
  const { shape, scopes, summary, minTime, maxTime } = sealed;
  return {
    batch: viewBatch(data, first, shape, scopes),
    summary,
    minTime,
    maxTime,
    bytes: data.byteLength,
    footprint: data.buffer.byteLength + overheadBytes,
  };
}

/** Records in all of the batches. */
export function recordsIn(batches: readonly SealedBatch[]): number {
  return batches.reduce((records, { shape }) => records + shape.count, 0);
}
