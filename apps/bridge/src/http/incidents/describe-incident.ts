import type { Incident } from '../../incidents/incident.ts';
import { isoTime } from '../responses/iso-time.ts';
import type { IncidentEntry } from './schema.ts';

/** Returns an entry of the incident log as the API shows it. */
export function describeIncident(incident: Incident): IncidentEntry {
  const { id, part, name, before, after, level, reason, at, times, lastAt, endedAt, lastedMs } = incident;
  const wasOver = endedAt !== undefined || lastedMs > 0;
  return {
    id,
    part,
    ...(name === '' ? {} : { name }),
    ...(before === undefined ? {} : { before }),
    after,
    level,
    ...(reason === undefined ? {} : { reason }),
    at: isoTime(at),
    times,
    lastAt: isoTime(lastAt),
    ...(endedAt === undefined ? {} : { endedAt: isoTime(endedAt) }),
    ...(wasOver ? { durationMs: lastedMs } : {}),
  };
}
