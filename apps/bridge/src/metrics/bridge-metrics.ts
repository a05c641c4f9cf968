import type { ServiceStatus, TransactionState } from '@sdmp/runtime';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { UpstreamStatus } from '../upstream/upstream-status.ts';
import { watchCommits } from './commit-durations.ts';
import {
  bridgeReadings,
  type Eventful,
  journalReadings,
  type Reading,
  type SinkMeasurements,
  serviceReadings,
  sinkReadings,
  upstreamReadings,
} from './readings.ts';

const prefix = 'sdmp_bridge_';
/** Seconds; an fsync takes from a tenth of a millisecond to seconds on a busy disk. */
const commitBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** Gauges of prom-client that are named as counters are; the same without `_total` stay. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];
/** Metrics that have a series for each upstream or sink. */
const perMember = [...upstreamReadings, ...sinkReadings].map(({ name }) => name);
const transactionStates = ['rollingForward', 'live', 'parked'] as const satisfies readonly TransactionState[];

/** Where the numbers come from. */
export interface MetricsSource {
  readonly service: () => ServiceStatus;
  readonly upstreams: () => readonly UpstreamStatus[];
  readonly sinks: () => readonly SinkMeasurements[];
  readonly isJournalWritable: () => boolean;
  readonly journalEvents: () => Eventful;
  readonly bridgeEvents: () => Eventful;
}

type Labels = Readonly<Record<string, string>>;
type Write = (labels: Labels, value: number) => void;

/** The metrics page. No persist token, campaign or person is in it: labels are upstream names and states. */
export class BridgeMetrics {
  readonly #registry = new Registry();
  readonly #refresh: () => void;
  readonly #stopWatching: () => void;

  constructor(source: MetricsSource) {
    collectDefaultMetrics({ register: this.#registry });
    for (const name of misnamed) this.#registry.removeSingleMetric(name);
    const ofService = serviceReadings.map((reading) => this.#metric(reading, []));
    const ofJournal = journalReadings.map((reading) => this.#metric(reading, []));
    const ofBridge = bridgeReadings.map((reading) => this.#metric(reading, []));
    const ofUpstreams = upstreamReadings.map((reading) => this.#metric(reading, ['upstream']));
    const ofSinks = sinkReadings.map((reading) => this.#metric(reading, ['sink', 'kind']));
    const writable = this.#gauge('journal_writable', 'Whether the newest write to the journal went through.', []);
    const transactions = this.#gauge('transactions', 'Subscriptions of subscribers.', ['state']);
    const backlog = this.#gauge('transactions_backlog', 'Recorded outcomes that they have not confirmed.', ['state']);
    this.#refresh = () => {
      // What has left the configuration must leave the page.
      for (const name of perMember) this.#registry.getSingleMetric(prefix + name)?.reset();
      const status = source.service();
      for (const write of ofService) write(status, {});
      for (const write of ofJournal) write(source.journalEvents(), {});
      for (const write of ofBridge) write(source.bridgeEvents(), {});
      for (const upstream of source.upstreams()) {
        for (const write of ofUpstreams) write(upstream, { upstream: upstream.name });
      }
      for (const sink of source.sinks()) {
        for (const write of ofSinks) write(sink, { sink: sink.name, kind: sink.kind });
      }
      writable({}, Number(source.isJournalWritable()));
      for (const state of transactionStates) {
        const ofState = status.transactions.filter((transaction) => transaction.state === state);
        transactions({ state }, ofState.length);
        backlog(
          { state },
          ofState.reduce((sum, transaction) => sum + transaction.backlog, 0),
        );
      }
    };
    const commits = new Histogram({
      name: `${prefix}journal_commit_duration_seconds`,
      help: 'Time until a group of outcomes was on disk.',
      buckets: commitBuckets,
      registers: [this.#registry],
    });
    this.#stopWatching = watchCommits(source.service().journal.id, (durationMs) => commits.observe(durationMs / 1000));
  }

  async page(): Promise<{ readonly contentType: string; readonly body: string }> {
    this.#refresh();
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  close(): void {
    this.#stopWatching();
    this.#registry.clear();
  }

  #metric<Source>(
    { name, help, value }: Reading<Source>,
    labelNames: readonly string[],
  ): (source: Source, labels: Labels) => void {
    const write = name.endsWith('_total') ? this.#counter(name, help, labelNames) : this.#gauge(name, help, labelNames);
    return (source, labels) => write(labels, value(source));
  }

  #gauge(name: string, help: string, labelNames: readonly string[]): Write {
    const gauge = new Gauge({ name: prefix + name, help, labelNames, registers: [this.#registry] });
    return (labels, value) => gauge.set(labels, value);
  }

  /** The count is kept where things happen; here it is only shown. */
  #counter(name: string, help: string, labelNames: readonly string[]): Write {
    const counter = new Counter({ name: prefix + name, help, labelNames, registers: [this.#registry] });
    return (labels, value) => {
      counter.remove(labels);
      counter.inc(labels, value);
    };
  }
}
