import type { SinkStatus } from '@sdmp/sinks';
import type { SinkEntry } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

/** A sink as the API shows it. */
export function describeSink(status: SinkStatus): SinkEntry {
  const { nextAttemptAt, lastError, events: _, ...rest } = status;
  return {
    ...rest,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: isoTime(nextAttemptAt) }),
    ...(lastError === undefined ? {} : { lastError: { message: lastError.message, at: isoTime(lastError.at) } }),
  };
}
