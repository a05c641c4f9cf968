import type { RecordBatch } from '../journal.ts';
import { startOf } from '../reader/records.ts';

/** The batch without what comes before `position`. */
export function batchFrom(batch: RecordBatch, position: number): RecordBatch {
  const skipped = position - batch.first;
  if (skipped <= 0) return batch;
  const start = startOf(batch.ends, skipped);
  return {
    first: position,
    count: batch.count - skipped,
    scopes: batch.scopes,
    scopeOf: batch.scopeOf.subarray(skipped),
    classes: batch.classes.subarray(skipped),
    times: batch.times.subarray(skipped),
    ends: batch.ends.subarray(skipped).map((end) => end - start),
    bodies: batch.bodies.subarray(start),
  };
}
