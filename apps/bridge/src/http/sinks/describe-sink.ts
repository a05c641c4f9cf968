import { sinkCondition } from '../../conditions/part-conditions.ts';
import type { SinkHistory, SinkStatus } from '@sdmp/sinks';
import { minuteMs } from '../schema/values.ts';
import type { SinkEntry, SinkHistoryEntry } from './schema.ts';
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

/** What a sink did as the API shows it. */
export function describeSinkHistory({ minutes: { from, columns }, failures }: SinkHistory): SinkHistoryEntry {
  const { latencySumMs, latencyMaxMs, deliveries, delivered, refused, failures: failed, backlogMax } = columns;
  return {
    from: isoTime(from),
    stepMs: minuteMs,
    delivered: [...delivered],
    refused: [...refused],
    failures: [...failed],
    deliveries: [...deliveries],
    latencyMeanMs: latencySumMs.map((sum, index) => tenths(sum / Math.max(1, deliveries[index] ?? 1))),
    latencyMaxMs: latencyMaxMs.map(tenths),
    backlogMax: [...backlogMax],
    recentFailures: failures.map(({ answer, at, lastAt, ...failure }) => ({
      ...failure,
      ...(answer === undefined ? {} : { answer }),
      at: isoTime(at),
      lastAt: isoTime(lastAt),
    })),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
