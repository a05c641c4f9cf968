import type { EventRecord } from '@sdmp/events';

/** The events of one part of the bridge. */
export interface EventsOf {
  /** `service`, `upstream north`. */
  readonly of: string;
  readonly events: readonly EventRecord[];
}

interface Eventful {
  readonly name: string;
  readonly events: readonly EventRecord[];
}

interface EventSource {
  readonly records: () => readonly EventRecord[];
}

/** Everything that reports events. */
export interface EventSources {
  readonly bridge: EventSource;
  readonly https: EventSource;
  readonly journal: EventSource;
  readonly service: () => readonly EventRecord[];
  /** Of the reports of calls. */
  readonly reports: () => readonly EventRecord[];
  readonly upstreams: () => readonly Eventful[];
  readonly sinks: () => readonly Eventful[];
}

/** Returns what has happened, by what reported it. */
export function allEvents({
  bridge,
  https,
  journal,
  service,
  reports,
  upstreams,
  sinks,
}: EventSources): readonly EventsOf[] {
  return [
    { of: 'bridge', events: bridge.records() },
    { of: 'http', events: https.records() },
    { of: 'journal', events: journal.records() },
    { of: 'service', events: service() },
    { of: 'reports', events: reports() },
    ...upstreams().map(({ name, events }) => ({ of: `upstream ${name}`, events })),
    ...sinks().map(({ name, events }) => ({ of: `sink ${name}`, events })),
  ];
}
