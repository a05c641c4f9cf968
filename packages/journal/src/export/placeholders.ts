import { BatchBuilder } from '../batch/batch-builder.ts';
import { stampFirst } from '../batch/layout.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import type { RecordBatch } from '../journal.ts';

const NOTHING = new Uint8Array();
const MOST_RECORDS = 65_536;

/** Erased records in the place of some that cannot be read, as many to a batch as it takes. */
export function* placeholders(from: number, to: number): Generator<RecordBatch> {
  for (let first = from; first < to; first += MOST_RECORDS) {
    const count = Math.min(to - first, MOST_RECORDS);
    const builder = new BatchBuilder({ maxBatchRecords: count, maxBatchBytes: Number.POSITIVE_INFINITY });
    for (let index = 0; index < count; index++) {
      builder.add({ time: 0, tenant: '', campaign: '', classes: 0, body: NOTHING });
    }
    const { data } = builder.seal();
    stampFirst(data, first);
    yield unpackBatch(data);
  }
}
