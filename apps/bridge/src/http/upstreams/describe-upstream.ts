import { upstreamCondition } from '../../conditions/part-conditions.ts';
import type { UpstreamDetails } from '../../upstream/upstream-status.ts';
import type { UpstreamHistory } from '../../upstream/upstream-history.ts';
import { minuteMs } from '../schema/values.ts';
import type { UpstreamEntry, UpstreamHistoryEntry } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

/** An upstream as the API shows it. */
export function describeUpstream(upstream: UpstreamDetails, ratePerSecond: number): UpstreamEntry {
  const { name, host, port, phase, outcomes, reconnects, duplicatesDropped, gaps } = upstream;
  const { lastOutcomeAt, lastError, awaySince } = upstream;
  return {
    name,
    host,
    port,
    state: phase,
    connected: phase === 'live' || phase === 'rolling',
    outcomes,
    ratePerSecond,
    reconnects,
    duplicatesDropped,
    gaps,
    ...(lastOutcomeAt === undefined ? {} : { lastOutcomeAt: isoTime(lastOutcomeAt) }),
    ...(lastError === undefined ? {} : { lastError: { message: lastError.message, at: isoTime(lastError.at) } }),
    ...(awaySince === undefined ? {} : { awaySince: isoTime(awaySince) }),
    ...upstreamCondition(upstream),
  };
}

/** What an upstream did as the API shows it. */
export function describeUpstreamHistory(history: UpstreamHistory): UpstreamHistoryEntry {
  const {
    minutes: { from, columns },
    periods,
    forgotten,
  } = history;
  return {
    from: isoTime(from),
    stepMs: minuteMs,
    recorded: [...columns.recorded],
    duplicates: [...columns.duplicates],
    periods: periods.map(({ isUp, from: since, to, reason }) => ({
      up: isUp,
      from: isoTime(since),
      ...(to === undefined ? {} : { to: isoTime(to) }),
      ...(reason === undefined ? {} : { reason }),
    })),
    periodsForgotten: forgotten,
  };
}
