import { callReportEvents } from '@sdmp/calls';
import { type EventRecord, type EventTable, metricOf } from '@sdmp/events';
import { journalEvents } from '@sdmp/journal';
import { clientEvents, type ServiceCounters, type ServiceStatus, serverEvents, tlsListenerEvents } from '@sdmp/runtime';
import { sinkEvents, type SinkStatus } from '@sdmp/sinks';
import { bridgeEvents, upstreamEvents } from '../log/bridge-events.ts';
import type { UpstreamStatus } from '../upstream/upstream-status.ts';

/** A number that is read when someone asks for the metrics. */
export interface Reading<Source> {
  /** Without the prefix. A name that ends with `_total` is a counter, every other a gauge. */
  readonly name: string;
  readonly help: string;
  readonly value: (source: Source) => number;
}

/** What reports events, and how often each has happened. */
export interface Eventful {
  readonly events: readonly EventRecord[];
}

/** A counter for each event of a table; their names begin with the prefix. */
function eventReadings(prefix: string, table: EventTable): readonly Reading<Eventful>[] {
  return Object.entries(table).map(([event, { counts: help }]) => ({
    name: prefix + metricOf(event),
    help,
    value: ({ events }) => events.find((record) => record.event === event)?.count ?? 0,
  }));
}

/** Per upstream; its name is the one label. */
export const upstreamReadings: readonly Reading<UpstreamStatus>[] = [
  { name: 'upstream_outcomes_total', help: 'Outcomes recorded.', value: ({ outcomes }) => outcomes },
  {
    name: 'upstream_reconnects_total',
    help: 'Times the subscription was made again after the first.',
    value: ({ reconnects }) => reconnects,
  },
  {
    name: 'upstream_gaps_total',
    help: 'Times the dialer had lost its state while the bridge was away.',
    value: ({ gaps }) => gaps,
  },
  {
    name: 'upstream_connected',
    help: '1 while the dialer delivers.',
    value: ({ state }) => Number(state === 'subscribed'),
  },
  {
    name: 'upstream_refused',
    help: '1 while the dialer rejects the subscription, or has ended it.',
    value: ({ state }) => Number(state === 'refused'),
  },
  {
    name: 'upstream_been_live',
    help: '1 once the upstream has delivered up to the present.',
    value: ({ hasBeenLive }) => Number(hasBeenLive),
  },
  ...eventReadings('upstream_', upstreamEvents),
  ...eventReadings('upstream_', clientEvents),
];

/** A sink at a moment, for metrics. */
export type SinkMeasurements = Omit<SinkStatus, 'pausedBecause'>;

/** Per sink; its name and its kind are the labels. */
export const sinkReadings: readonly Reading<SinkMeasurements>[] = [
  { name: 'sink_outcomes_total', help: 'Outcomes delivered to the sink.', value: ({ delivered }) => delivered },
  {
    name: 'sink_missed_total',
    help: 'Outcomes that retention or damage took before they were delivered.',
    value: ({ missed }) => missed,
  },
  { name: 'sink_backlog', help: 'Records behind the end of the journal.', value: ({ backlog }) => backlog },
  {
    name: 'sink_lag_seconds',
    help: 'Age of the oldest outcome that is not delivered; 0 when there is none.',
    value: ({ lagMs }) => lagMs / 1000,
  },
  { name: 'sink_dead_letters', help: 'Dead letters that are kept.', value: ({ deadLetters }) => deadLetters },
  { name: 'sink_failures', help: 'Failures in a row; 0 after a success.', value: ({ attempt }) => attempt },
  { name: 'sink_paused', help: '1 while the sink is paused.', value: ({ state }) => Number(state === 'paused') },
  {
    name: 'sink_stopped',
    help: '1 when the sink was refused for good: its settings must be corrected.',
    value: ({ state }) => Number(state === 'stopped'),
  },
  ...eventReadings('sink_', sinkEvents),
];

/** What a service counts: each of its counters is a metric. */
const serviceCounters: Readonly<Record<keyof ServiceCounters, Omit<Reading<ServiceStatus>, 'value'>>> = {
  sessionsOpened: { name: 'sessions_opened_total', help: 'Sockets accepted.' },
  requests: { name: 'requests_total', help: 'Requests of subscribers.' },
  authenticationsSucceeded: {
    name: 'authentications_succeeded_total',
    help: 'Authentications of subscribers that succeeded.',
  },
  outcomesDelivered: { name: 'outcomes_delivered_total', help: 'Outcomes written to subscribers.' },
  bytesDelivered: { name: 'bytes_delivered_total', help: 'Bytes of outcomes written to subscribers.' },
  tokensCreated: { name: 'tokens_created_total', help: 'Persist tokens seen for the first time.' },
  gaps: { name: 'gaps_total', help: 'Times that a subscriber could not get some outcomes any more.' },
  outcomesLostToRetention: {
    name: 'outcomes_lost_to_retention_total',
    help: 'Outcomes that retention removed before their subscriber had them.',
  },
  outcomesLostToDamage: {
    name: 'outcomes_lost_to_damage_total',
    help: 'Outcomes that were damaged before their subscriber had them.',
  },
};

const counterReadings = (Object.keys(serviceCounters) as (keyof ServiceCounters)[]).map(
  (counter): Reading<ServiceStatus> => ({
    ...serviceCounters[counter],
    value: ({ counters }) => counters[counter],
  }),
);

export const serviceReadings: readonly Reading<ServiceStatus>[] = [
  { name: 'journal_records', help: 'Outcomes held.', value: ({ journal }) => journal.records },
  { name: 'journal_bytes', help: 'Size of the outcomes held.', value: ({ journal }) => journal.bytes },
  { name: 'journal_first_position', help: 'Oldest position held.', value: ({ journal }) => journal.first },
  { name: 'journal_end_position', help: 'Position of the next outcome.', value: ({ journal }) => journal.end },
  {
    name: 'journal_pending_bytes',
    help: 'Handed in and not yet on disk.',
    value: ({ journal }) => journal.pendingBytes,
  },
  {
    name: 'clock_doubt_seconds',
    help: 'How far the clock is from where the journal expects it, while retention by age does not go by it; 0 otherwise.',
    value: ({ clock }) => (clock.retentionWaits?.aheadMs ?? 0) / 1000,
  },
  { name: 'sessions', help: 'Sockets of subscribers open now.', value: ({ sessions }) => sessions },
  ...counterReadings,
  ...eventReadings('', serverEvents),
];

/** Of the journal's event log. */
export const journalReadings = eventReadings('journal_', journalEvents);

/** Of the bridge's own event log, of that of HTTPS, and of that of reports of calls. */
export const bridgeReadings = [
  ...eventReadings('', bridgeEvents),
  ...eventReadings('http_', tlsListenerEvents),
  ...eventReadings('', callReportEvents),
];
