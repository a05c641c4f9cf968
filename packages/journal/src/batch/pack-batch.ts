import type { JournalRecord } from '../journal.ts';
import { BatchBuilder } from './batch-builder.ts';
import { checkRecords } from './check-records.ts';
import { stampFirst } from './layout.ts';

/**
 * Packs records into the bytes of one stored batch, the first of them at position `first`. Up to 65,536 records.
 *
 * @throws JournalError `JOURNAL_INVALID_RECORD` when a record cannot be stored.
 */
export function packBatch(first: number, records: readonly JournalRecord[]): Uint8Array {
  checkRecords(records);
  const builder = new BatchBuilder({ maxBatchRecords: records.length, maxBatchBytes: Number.POSITIVE_INFINITY });
  for (const record of records) builder.add(record);
  const { data } = builder.seal();
  stampFirst(data, first);
  return data;
}
