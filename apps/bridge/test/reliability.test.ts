import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callReportEvents } from '@sdmp/calls';
import { type EventTable, metricOf } from '@sdmp/events';
import { journalEvents } from '@sdmp/journal';
import { clientEvents, serverEvents, tlsListenerEvents } from '@sdmp/runtime';
import { sinkEvents } from '@sdmp/sinks';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { bridgeEvents, upstreamEvents } from '../src/log/bridge-events.ts';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';

/** Every table of events, by the heading of its part in the documentation, and how its metrics begin. */
const tables: readonly (readonly [heading: string, prefix: string, table: EventTable])[] = [
  ['Service', '', serverEvents],
  ['Client', 'upstream_', clientEvents],
  ['Upstreams', 'upstream_', upstreamEvents],
  ['Sinks', 'sink_', sinkEvents],
  ['Reports of calls', '', callReportEvents],
  ['Journal', 'journal_', journalEvents],
  ['Bridge', '', bridgeEvents],
  ['HTTPS', 'http_', tlsListenerEvents],
];

interface Row {
  readonly event: string;
  readonly metric: string;
  readonly line: string;
}

const documentation = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

/** The rows under a heading: event, limit, what the reader or the peer sees, metric, log line. */
function documented(heading: string): Row[] {
  const [, part = ''] = documentation.split(`\n## ${heading}\n`);
  const [text = ''] = part.split('\n## ');
  return Array.from(text.matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\| `(\w+)` \| (\w+): `([^`|]*)` \|$/gm), (row) => {
    const [, event = '', metric = '', level = '', line = ''] = row;
    return { event, metric, line: `${level}: ${line}` };
  });
}

test.for(tables)(
  'the events of the part "%s" are documented: each of them, and no others',
  ([heading, prefix, table]) => {
    const defined = Object.entries(table).map(([event, { level, line }]) => ({
      event,
      metric: `sdmp_bridge_${prefix}${metricOf(event)}`,
      line: `${level}: ${line}`,
    }));
    const byName = (one: Row, other: Row): number => (one.event < other.event ? -1 : 1);
    expect(documented(heading).toSorted(byName)).toEqual(defined.toSorted(byName));
  },
);

test('no row of events stands under a heading without a table', () => {
  const rows = documentation.match(/^\| `\w+` \|.*\| `sdmp_bridge_\w+` \|/gm) ?? [];
  expect(rows).toHaveLength(tables.reduce((sum, [, , table]) => sum + Object.keys(table).length, 0));
});

test('no two events have the same metric', () => {
  const metrics = tables.flatMap(([, prefix, table]) => Object.keys(table).map((event) => prefix + metricOf(event)));
  expect(new Set(metrics).size).toBe(metrics.length);
});

test('a running bridge serves the metric of every documented event', async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const sinks = 'sinks:\n  - { name: crm, webhook: { url: "http://127.0.0.1:9/" } }\n';
  const { httpUrl } = await startBridge(writeConfig(temporaryDirectory(), upstreamAt(dialer.port), sinks));
  const page = await (await fetch(`${httpUrl}/metrics`)).text();
  const metrics = tables.flatMap(([heading]) => documented(heading).map(({ metric }) => metric));
  expect(metrics.length).toBeGreaterThan(20);
  expect(metrics.filter((metric) => !page.includes(`# TYPE ${metric} counter`))).toEqual([]);
});

test('a file with a password that every user of the machine may read is told of, and has a place in status', async () => {
  const directory = temporaryDirectory();
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, 'secret\n', { mode: 0o644 });
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const upstream = upstreamAt(dialer.port, `, user: ann, passwordFile: ${passwordFile}`);
  const { httpUrl, log } = await startBridge(writeConfig(directory, upstream));
  const line = `Everyone on this machine may read ${passwordFile}: chmod 600 it`;
  expect(log()).toContain(line);
  const status = (await (await fetch(`${httpUrl}/api/v1/status`)).json()) as { readonly events: readonly unknown[] };
  expect(status.events).toContainEqual(expect.objectContaining({ event: 'secretsExposed', count: 1 }));
});
