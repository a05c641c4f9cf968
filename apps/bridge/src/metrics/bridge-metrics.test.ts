import { channel } from 'node:diagnostics_channel';
import { openMemoryJournal } from '@sdmp/journal';
import { startOutcomeService } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import type { SinkStatus } from '@sdmp/sinks';
import type { UpstreamStatus } from '../upstream/upstream-status.ts';
import { BridgeMetrics } from './bridge-metrics.ts';

const upstream: UpstreamStatus = {
  name: 'north',
  state: 'subscribed',
  hasBeenLive: true,
  reason: undefined,
  outcomes: 12,
  duplicatesDropped: 3,
  reconnects: 2,
  gaps: 1,
  events: [{ event: 'disconnects', level: 'warn', count: 3, at: 1, line: '' }],
};

const sink: SinkStatus = {
  name: 'crm',
  kind: 'webhook',
  state: 'paused',
  position: 90,
  backlog: 10,
  lagMs: 2500,
  ratePerSecond: 0,
  delivered: 80,
  refused: 2,
  missed: 0,
  deadLetters: 2,
  attempt: 0,
  events: [],
};

async function startMetrics() {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const metrics = new BridgeMetrics({
    service: service.status,
    upstreams: () => [upstream],
    sinks: () => [sink],
    isJournalWritable: () => true,
    journalEvents: () => ({ events: [] }),
    bridgeEvents: () => ({ events: [] }),
  });
  onTestFinished(async () => {
    metrics.close();
    await service.close();
    await journal.close();
  });
  return { journal, metrics, service };
}

/** The page as `name{labels}` to value; fails on a line that is no metric. */
function parse(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] = /^([a-z_][a-z0-9_]*(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
      expect(series, line).not.toBe('');
      return [series, Number(value)];
    }),
  );
}

test('upstreams, journal, service and transactions are on the page', async () => {
  const { journal, metrics } = await startMetrics();
  await journal.append([{ time: Date.now(), tenant: 't', campaign: 'Sales1', classes: 1, body: '\\TN0123' }]);
  const { body, contentType } = await metrics.page();
  expect(contentType).toMatch(/^text\/plain/);
  const series = parse(body);
  expect(series.get('sdmp_bridge_upstream_outcomes_total{upstream="north"}')).toBe(12);
  expect(series.get('sdmp_bridge_upstream_connected{upstream="north"}')).toBe(1);
  expect(series.get('sdmp_bridge_upstream_reconnects_total{upstream="north"}')).toBe(2);
  expect(series.get('sdmp_bridge_upstream_disconnects_total{upstream="north"}')).toBe(3);
  expect(series.get('sdmp_bridge_journal_records')).toBe(1);
  expect(series.get('sdmp_bridge_journal_writable')).toBe(1);
  expect(series.get('sdmp_bridge_outcomes_delivered_total')).toBe(0);
  expect(series.get('sdmp_bridge_transactions{state="parked"}')).toBe(0);
  expect(series.get('sdmp_bridge_transactions_backlog{state="rollingForward"}')).toBe(0);
  expect(series.get('sdmp_bridge_sink_outcomes_total{sink="crm",kind="webhook"}')).toBe(80);
  expect(series.get('sdmp_bridge_sink_lag_seconds{sink="crm",kind="webhook"}')).toBe(2.5);
  expect(series.get('sdmp_bridge_sink_paused{sink="crm",kind="webhook"}')).toBe(1);
  expect(body).not.toContain('Sales1');
});

test('what the service counts is on the page, under the name of the counter', async () => {
  const { metrics, service } = await startMetrics();
  const series = parse((await metrics.page()).body);
  for (const counter of Object.keys(service.status().counters)) {
    const name = counter.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(series.get(`sdmp_bridge_${name}_total`), name).toBe(0);
  }
});

test('counters do not grow by being asked for', async () => {
  const { metrics } = await startMetrics();
  await metrics.page();
  const series = parse((await metrics.page()).body);
  expect(series.get('sdmp_bridge_upstream_outcomes_total{upstream="north"}')).toBe(12);
});

test("only this journal's commits are timed", async () => {
  const { journal, metrics } = await startMetrics();
  const commits = channel('sdmp:journal:commit');
  commits.publish({ journal: journal.id, first: 0, count: 1, bytes: 1, durationMs: 3 });
  commits.publish({ journal: 'another', first: 0, count: 1, bytes: 1, durationMs: 3 });
  const series = parse((await metrics.page()).body);
  expect(series.get('sdmp_bridge_journal_commit_duration_seconds_count')).toBe(1);
  expect(series.get('sdmp_bridge_journal_commit_duration_seconds_bucket{le="0.005"}')).toBe(1);
});
