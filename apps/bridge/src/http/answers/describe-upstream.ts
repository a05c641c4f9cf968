import type { UpstreamDetails } from '../../upstream/upstream-status.ts';
import type { UpstreamEntry } from '../api/upstreams.ts';
import { isoTime } from './times.ts';

/** An upstream as the API shows it. */
export function describeUpstream(
  { name, host, port, phase, outcomes, reconnects, duplicatesDropped, gaps, lastOutcomeAt, lastError }: UpstreamDetails,
  ratePerSecond: number,
): UpstreamEntry {
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
  };
}
