import type { SinkEntry } from '../api/sinks.ts';
import type { SinkView } from '../api-parts.ts';
import { isoTime } from './times.ts';

/** A sink as the API shows it. */
export function describeSink({ nextAttemptAt, lastError, ...rest }: SinkView): SinkEntry {
  return {
    ...rest,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: isoTime(nextAttemptAt) }),
    ...(lastError === undefined ? {} : { lastError: { message: lastError.message, at: isoTime(lastError.at) } }),
  };
}
