import type { RecordBatch, Scope } from '../journal.ts';
import { BatchBuilder, type SealedBatch } from './batch-builder.ts';

const noBytes = new Uint8Array();
const nowhere: Scope = { tenant: '', campaign: '' };

/**
 * Packs the records of neighbouring batches again, as one batch of at most 65,536 records. Those that `isErased` names
 * keep their position, time and scope, and lose their classes and their body.
 */
export function repack(batches: readonly RecordBatch[], isErased?: (position: number) => boolean): SealedBatch {
  const count = batches.reduce((records, batch) => records + batch.count, 0);
  const builder = new BatchBuilder({ maxBatchRecords: count, maxBatchBytes: Number.POSITIVE_INFINITY });
  for (const batch of batches) {
    if (isErased === undefined) builder.addColumns(batch, 0);
    else addEach(builder, batch, isErased);
  }
  return builder.seal();
}

function addEach(builder: BatchBuilder, batch: RecordBatch, isErased: (position: number) => boolean): void {
  const { first, scopes, scopeOf, classes, times, ends, bodies } = batch;
  let start = 0;
  for (let index = 0; index < batch.count; index++) {
    const end = ends[index] ?? start;
    const { tenant, campaign, source } = scopes[scopeOf[index] ?? 0] ?? nowhere;
    const time = times[index] ?? 0;
    if (isErased(first + index)) builder.add({ time, tenant, campaign, source, classes: 0, body: noBytes });
    else
      builder.add({ time, tenant, campaign, source, classes: classes[index] ?? 0, body: bodies.subarray(start, end) });
    start = end;
  }
}
