import type { JournalState } from './schema.ts';
import type { ApiParts } from '../server/api-parts.ts';
import { isoTime } from '../responses/iso-time.ts';

/** The journal as the API shows it. */
export function describeJournal({ journal, retention, appender }: ApiParts): JournalState {
  const { id, first, end } = journal;
  const { records, bytes, pendingBytes, oldestTime, newestTime } = journal.stats();
  return {
    id,
    first,
    end,
    records,
    bytes,
    pendingBytes,
    ...(oldestTime === undefined ? {} : { oldestTime: isoTime(oldestTime) }),
    ...(newestTime === undefined ? {} : { newestTime: isoTime(newestTime) }),
    retainAgeMs: retention.ageMs,
    retainBytes: retention.bytes,
    writable: appender.isWritable,
  };
}
