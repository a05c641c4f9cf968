import type { EventLevel } from '@sdmp/events';
import type { Level } from '../conditions/conditions.ts';
import type { EventsOf } from '../log/all-events.ts';
import type { IncidentPart } from './incident.ts';
import type { IncidentLog } from './incident-log.ts';

/** Events that are entered in the incident log, by name: what they are of, and what was done. Their lines name no token. */
const noted: Readonly<Record<string, { readonly part: IncidentPart; readonly after: string }>> = {
  abandonLimitsNeared: { part: 'campaign', after: 'near' },
  abandonLimitsExceeded: { part: 'campaign', after: 'over' },
  reloadsRefused: { part: 'configuration', after: 'refused' },
  usersNotRead: { part: 'users', after: 'kept' },
  tlsFilesRenewed: { part: 'tls', after: 'renewed' },
  tlsFilesKept: { part: 'tls', after: 'kept' },
  certificatesExpiring: { part: 'tls', after: 'expiring' },
};

const levelOf: Readonly<Record<EventLevel, Level>> = { debug: 'good', info: 'good', warn: 'warn', error: 'bad' };

/** Enters events in the incident log as they happen. */
export class NotedEvents {
  readonly #log: IncidentLog;
  readonly #counts = new Map<string, number>();

  constructor(log: IncidentLog) {
    this.#log = log;
  }

  /** Enters what has happened since the last call. */
  take(all: readonly EventsOf[]): void {
    for (const { of, events } of all) {
      for (const { event, count, level, line, at } of events) {
        const what = noted[event];
        if (what === undefined) continue;
        const key = `${of} ${event}`;
        const before = this.#counts.get(key) ?? 0;
        this.#counts.set(key, count);
        if (count <= before) continue;
        const change = { ...what, name: '', before: undefined, level: levelOf[level], reason: line, at };
        this.#log.note(change, count - before);
      }
    }
  }
}
