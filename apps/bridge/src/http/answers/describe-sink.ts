import type { SinkStatus } from '@sdmp/sinks';
import type { SinkEntry } from '../api/sinks.ts';
import { isoTime } from './times.ts';

/** A sink as the API shows it. */
export function describeSink(status: SinkStatus): SinkEntry {
  const { nextAttemptAt, lastError, events: _, ...rest } = status;
  return {
    ...rest,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: isoTime(nextAttemptAt) }),
    ...(lastError === undefined ? {} : { lastError: { message: lastError.message, at: isoTime(lastError.at) } }),
  };
}
