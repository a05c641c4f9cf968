import { BatchBuilder, type SealedBatch } from './batch-builder.ts';

const noBytes = new Uint8Array();

/** Makes a batch of `count` records as they are after an erasure: for positions that stand for something else. */
export function erasedRecords(count: number, time: number): SealedBatch {
  const builder = new BatchBuilder({ maxBatchRecords: count, maxBatchBytes: Number.POSITIVE_INFINITY });
  for (let index = 0; index < count; index++) {
    builder.add({ time, tenant: '', campaign: '', classes: 0, body: noBytes });
  }
  return builder.seal();
}
