import { upstreamCondition } from '../../conditions/part-conditions.ts';
import type { UpstreamDetails } from '../../upstream/upstream-status.ts';
import type { UpstreamEntry } from './schema.ts';
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
