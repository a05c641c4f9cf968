import type { Happened, JournalState, Status } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';
import { journalCondition } from '../../conditions/part-conditions.ts';
import type { EventsOf } from '../../log/all-events.ts';
import type { ApiParts } from '../server/api-parts.ts';

/** What has happened, as the API shows it. */
export function describeEvents(parts: readonly EventsOf[], showsLines: boolean): Happened[] {
  return parts.flatMap(({ of, events }) =>
    events.map(({ event, level, count, at, line }) => ({
      event,
      of,
      level,
      count,
      lastAt: isoTime(at),
      ...(showsLines ? { line } : {}),
    })),
  );
}

/** The clock as the API shows it. */
export function describeClock({
  steps,
  lastStepAt,
  lastStepMs,
  retentionWaits,
}: ReturnType<ApiParts['clock']>): Status['clock'] {
  return {
    steps,
    ...(lastStepAt === undefined || lastStepMs === undefined
      ? {}
      : { lastStep: { at: isoTime(lastStepAt), byMs: Math.round(lastStepMs) } }),
    ...(retentionWaits === undefined
      ? {}
      : { retentionWaits: { aheadMs: Math.round(retentionWaits.aheadMs), leftMs: Math.round(retentionWaits.leftMs) } }),
  };
}

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
    ...journalCondition(appender.isWritable),
  };
}
