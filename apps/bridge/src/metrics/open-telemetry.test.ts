import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { openMemoryJournal } from '@sdmp/journal';
import { startOutcomeService } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { observeWithOpenTelemetry } from './open-telemetry.ts';

test('an SDK that is registered gets the figures of the bridge', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const stop = await observeWithOpenTelemetry({
    service: service.status,
    upstreams: () => [
      {
        name: 'north',
        state: 'subscribed',
        hasBeenLive: true,
        outcomes: 12,
        duplicatesDropped: 0,
        reconnects: 0,
        gaps: 0,
        reason: undefined,
        events: [],
      },
    ],
    sinks: () => [],
    isJournalWritable: () => true,
    journalEvents: () => ({ events: [] }),
    bridgeEvents: () => ({ events: [] }),
  });
  onTestFinished(async () => {
    stop();
    await provider.shutdown();
    metrics.disable();
    await service.close();
    await journal.close();
  });
  await journal.append([{ time: 1, tenant: 't', campaign: 'c', classes: 1, body: '' }]);
  await provider.forceFlush();
  const found = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const points = new Map(found.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints]));
  expect(points.get('sdmp_bridge_upstream_outcomes')).toMatchObject([{ value: 12, attributes: { upstream: 'north' } }]);
  expect(points.get('sdmp_bridge_journal_records')).toMatchObject([{ value: 1 }]);
  expect(points.get('sdmp_bridge_journal_commit_duration')).toMatchObject([{ value: { count: 1 } }]);
});
