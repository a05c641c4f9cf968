import { erasedRecords } from '../batch/erased-record.ts';
import { stampFirst } from '../batch/layout.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import type { RecordBatch } from '../journal.ts';

const mostRecords = 65_536;

/** Erased records in the place of some that cannot be read, as many to a batch as it takes. */
export function* placeholders(from: number, to: number): Generator<RecordBatch> {
  for (let first = from; first < to; first += mostRecords) {
    const count = Math.min(to - first, mostRecords);
    const { data } = erasedRecords(count, 0);
    stampFirst(data, first);
    yield unpackBatch(data);
  }
}
