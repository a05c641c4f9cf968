import type { RecordBatch, RecordFilter, StoredRecord } from '../journal.ts';
import { recordsIn } from '../reader/records.ts';

/** Positions of the records from `from` on that pass the filter and the predicate; erased ones are not looked at. */
export function findMatches(
  batch: RecordBatch,
  from: number,
  filter: RecordFilter,
  matches: (record: StoredRecord) => boolean,
): readonly number[] {
  const found: number[] = [];
  for (const record of recordsIn({ batch, from, to: batch.first + batch.count, filter })) {
    if (matches(record)) found.push(record.position);
  }
  return found;
}
