import type { Meter, ObservableResult } from '@opentelemetry/api';
import type { MetricsSource } from './bridge-metrics.ts';
import { watchCommits } from './commit-durations.ts';
import {
  bridgeReadings,
  journalReadings,
  type Reading,
  serviceReadings,
  sinkReadings,
  upstreamReadings,
} from './readings.ts';

const prefix = 'sdmp_bridge_';

/**
 * Gives the same figures to OpenTelemetry, under the same names without `_total`, where `@opentelemetry/api` is installed
 * and an SDK was registered before the bridge. Answers what ends it.
 */
export async function observeWithOpenTelemetry(source: MetricsSource): Promise<() => void> {
  const api = await import('@opentelemetry/api').catch(() => undefined);
  if (api === undefined) return () => undefined;
  const meter = api.metrics.getMeter('sdmp-bridge');
  const stops = [
    ...serviceReadings.map((reading) =>
      observe(meter, reading, (result) => result.observe(reading.value(source.service()))),
    ),
    ...journalReadings.map((reading) =>
      observe(meter, reading, (result) => result.observe(reading.value(source.journalEvents()))),
    ),
    ...bridgeReadings.map((reading) =>
      observe(meter, reading, (result) => result.observe(reading.value(source.bridgeEvents()))),
    ),
    ...upstreamReadings.map((reading) =>
      observe(meter, reading, (result) => {
        for (const upstream of source.upstreams()) result.observe(reading.value(upstream), { upstream: upstream.name });
      }),
    ),
    ...sinkReadings.map((reading) =>
      observe(meter, reading, (result) => {
        for (const sink of source.sinks()) result.observe(reading.value(sink), { sink: sink.name, kind: sink.kind });
      }),
    ),
  ];
  const commits = meter.createHistogram(`${prefix}journal_commit_duration`, {
    description: 'Time until a group of outcomes was on disk.',
    unit: 's',
  });
  stops.push(watchCommits(source.service().journal.id, (durationMs) => commits.record(durationMs / 1000)));
  return () => {
    for (const stop of stops) stop();
  };
}

function observe<Source>(
  meter: Meter,
  { name, help }: Reading<Source>,
  read: (result: ObservableResult) => void,
): () => void {
  const isCounter = name.endsWith('_total');
  const options = { description: help };
  const instrument = isCounter
    ? meter.createObservableCounter(prefix + name.slice(0, -'_total'.length), options)
    : meter.createObservableGauge(prefix + name, options);
  instrument.addCallback(read);
  return () => instrument.removeCallback(read);
}
