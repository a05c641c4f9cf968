import type { ServiceStatus } from '@sdmp/runtime';
import type { SinkStatus } from '@sdmp/sinks';
import type { UpstreamStatus } from '../upstream/upstream-status.ts';

/** A number that is read when someone asks for the metrics. */
export interface Reading<Source> {
  /** Without the prefix. A name that ends with `_total` is a counter, every other a gauge. */
  readonly name: string;
  readonly help: string;
  readonly value: (source: Source) => number;
}

/** Per upstream; its name is the one label. */
export const upstreamReadings: readonly Reading<UpstreamStatus>[] = [
  { name: 'upstream_outcomes_total', help: 'Outcomes recorded.', value: ({ outcomes }) => outcomes },
  {
    name: 'upstream_duplicates_dropped_total',
    help: 'Outcomes that came again after they had been recorded, and were dropped.',
    value: ({ duplicatesDropped }) => duplicatesDropped,
  },
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
];

/** A sink at a moment, for metrics. */
export type SinkFigures = Omit<SinkStatus, 'pausedBecause'>;

/** Per sink; its name and its kind are the labels. */
export const sinkReadings: readonly Reading<SinkFigures>[] = [
  { name: 'sink_outcomes_total', help: 'Outcomes delivered to the sink.', value: ({ delivered }) => delivered },
  {
    name: 'sink_refused_total',
    help: 'Outcomes that the receiver refused; they are dead letters.',
    value: ({ refused }) => refused,
  },
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
    help: '1 when the sink was refused for good: its settings must be mended.',
    value: ({ state }) => Number(state === 'stopped'),
  },
];

type ServiceCounter = keyof ServiceStatus['counters'];

/** What a service counts: each of its counters is a metric. */
const serviceCounters: Readonly<Record<ServiceCounter, Omit<Reading<ServiceStatus>, 'value'>>> = {
  sessionsOpened: { name: 'sessions_opened_total', help: 'Sockets accepted.' },
  sessionsRefused: { name: 'sessions_refused_total', help: 'Sockets above the limit.' },
  requests: { name: 'requests_total', help: 'Requests of subscribers.' },
  requestsRejected: { name: 'requests_rejected_total', help: 'Requests answered by an ER.' },
  framesUnreadable: { name: 'frames_unreadable_total', help: 'Frames that were no message.' },
  authenticationsSucceeded: {
    name: 'authentications_succeeded_total',
    help: 'Authentications of subscribers that succeeded.',
  },
  authenticationsFailed: {
    name: 'authentications_failed_total',
    help: 'Authentications refused for their user, password or form.',
  },
  authenticationsSlowedDown: {
    name: 'authentications_slowed_down_total',
    help: 'Authentications that waited because of earlier failures.',
  },
  authenticationsPutOff: {
    name: 'authentications_put_off_total',
    help: 'Authentications that were not checked: too many at once, or users could not be looked up.',
  },
  sessionsNotAuthenticated: {
    name: 'sessions_not_authenticated_total',
    help: 'Sockets closed because they did not authenticate in time.',
  },
  outcomesDelivered: { name: 'outcomes_delivered_total', help: 'Outcomes written to subscribers.' },
  bytesDelivered: { name: 'bytes_delivered_total', help: 'Bytes of outcomes written to subscribers.' },
  tokensCreated: { name: 'tokens_created_total', help: 'Persist tokens seen for the first time.' },
  tokensForgotten: { name: 'tokens_forgotten_total', help: 'Parked transactions that nobody came back for.' },
  takeovers: { name: 'takeovers_total', help: 'Tokens taken over by another socket.' },
  gaps: { name: 'gaps_total', help: 'Subscribers whose position retention ran past.' },
  outcomesLostToRetention: {
    name: 'outcomes_lost_to_retention_total',
    help: 'Outcomes that retention removed before their subscriber had them.',
  },
  outcomesPruned: { name: 'outcomes_pruned_total', help: 'Outcomes removed by retention.' },
  dataNotConvertible: {
    name: 'data_not_convertible_total',
    help: 'Outcomes delivered with their data as recorded, to subscribers who asked for another framing of it.',
  },
};

const counterReadings = (Object.keys(serviceCounters) as ServiceCounter[]).map(
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
  { name: 'sessions', help: 'Sockets of subscribers open now.', value: ({ sessions }) => sessions },
  ...counterReadings,
];
