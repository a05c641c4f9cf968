import { sinkCondition } from '../../conditions/part-conditions.ts';
import type { SinkStatus } from '@sdmp/sinks';
import type { SinkEntry } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

function described({ message, at }: { readonly message: string; readonly at: number }): {
  message: string;
  at: string;
} {
  return { message, at: isoTime(at) };
}

/** A sink as the API shows it. Its condition is that at `now`, Unix milliseconds. */
export function describeSink(status: SinkStatus, now: number): SinkEntry {
  const { nextAttemptAt, lastError, lastRefusal, events: _, ...rest } = status;
  return {
    ...rest,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: isoTime(nextAttemptAt) }),
    ...(lastError === undefined ? {} : { lastError: described(lastError) }),
    ...(lastRefusal === undefined ? {} : { lastRefusal: described(lastRefusal) }),
    ...sinkCondition(status, now),
  };
}
