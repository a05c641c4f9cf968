import { startSimulatedDialer } from '@sdmp/testkit';
import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

async function startDialer() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  return dialer;
}

function named(name: string, port: number): string {
  return `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: bridge }\n`;
}

test('a hangup brings in a new dialer, and the subscriber that is there notices nothing', async () => {
  const north = await startDialer();
  const south = await startDialer();
  const directory = temporaryDirectory();
  const bridge = await startBridgeProgram(writeConfig(directory, named('north', north.port)));
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  await north.until(({ transactions }) => transactions.length > 0);
  for (let index = 0; index < 10; index++) north.record(numberedFields(index));
  await collector.arrived(10);

  writeConfig(directory, named('north', north.port) + named('south', south.port));
  await bridge.reload();
  await south.until(({ transactions }) => transactions.length > 0);
  for (let index = 10; index < 20; index++) south.record(numberedFields(index));
  await collector.arrived(20);
  for (let index = 20; index < 30; index++) north.record(numberedFields(index));
  await collector.arrived(30);
  expect(collector.sessions).toEqual(sessionsUpTo(30));
  expect(bridge.log()).not.toContain('Upstream north: The connection to');
});

test('a hangup drops a dialer that is no longer named', async () => {
  const north = await startDialer();
  const south = await startDialer();
  const directory = temporaryDirectory();
  const bridge = await startBridge(writeConfig(directory, named('north', north.port) + named('south', south.port)));
  await bridge.logged('Upstream south is live');
  writeConfig(directory, named('north', north.port));
  await bridge.reload();
  await south.until(({ sessions }) => sessions === 0);
  const metrics = await (await fetch(`${bridge.httpUrl}/metrics`)).text();
  expect(metrics).toContain('upstream_connected{upstream="north"}');
  expect(metrics).not.toContain('upstream="south"');
});

test('a file that has become wrong changes nothing, and the log says what is wrong', async () => {
  const north = await startDialer();
  const directory = temporaryDirectory();
  const file = writeConfig(directory, upstreamAt(north.port));
  const bridge = await startBridge(file);
  await bridge.logged('Upstream north is live');
  writeFileSync(file, 'upstreams: []\n');
  await bridge.reload();
  expect(bridge.log()).toContain('The configuration stays as it was: ');
  expect(bridge.log()).toContain('upstreams must be a list of dialers, at least one');
  expect((await fetch(`${bridge.httpUrl}/readyz`)).status).toBe(200);
});

test('a reload over HTTP answers what is wrong with the file, and brings it in once it is right', async () => {
  const north = await startDialer();
  const south = await startDialer();
  const directory = temporaryDirectory();
  const file = writeConfig(directory, named('north', north.port));
  const bridge = await startBridge(file);
  const reload = (): Promise<Response> => fetch(`${bridge.httpUrl}/api/v1/configuration/reload`, { method: 'POST' });
  writeFileSync(file, 'upstreams: []\n');
  const refused = await reload();
  expect(refused.status).toBe(422);
  const problem = (await refused.json()) as { readonly code: string; readonly detail: string };
  expect(problem.code).toBe('CONFIG_INVALID');
  expect(problem.detail).toContain('upstreams must be a list of dialers, at least one');
  writeConfig(directory, named('north', north.port) + named('south', south.port));
  // Requests that come together are answered one after the other.
  const answers = await Promise.all([reload(), reload()]);
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([{ reloaded: true }, { reloaded: true }]);
  await south.until(({ transactions }) => transactions.length > 0);
});

test('a sink that cannot be leaves dialers and sinks as they were', async () => {
  const north = await startDialer();
  const south = await startDialer();
  const directory = temporaryDirectory();
  const bridge = await startBridge(writeConfig(directory, named('north', north.port)));
  await bridge.logged('Upstream north is live');
  const sinks = 'sinks: [{ name: crm, webhook: { url: "http://user:secret@127.0.0.1:9/" } }]\n';
  writeConfig(directory, named('south', south.port), sinks);
  await bridge.reload();
  expect(bridge.log()).toContain('The configuration stays as it was: ');
  const metrics = await (await fetch(`${bridge.httpUrl}/metrics`)).text();
  expect(metrics).toContain('upstream_connected{upstream="north"} 1');
  expect(metrics).not.toContain('upstream="south"');
  expect(bridge.log()).not.toContain('secret');
});

test('what cannot change while the bridge runs is named', async () => {
  const north = await startDialer();
  const directory = temporaryDirectory();
  const file = writeConfig(directory, upstreamAt(north.port));
  const bridge = await startBridge(file);
  writeConfig(directory, upstreamAt(north.port), 'release: "10.6.659"\n');
  await bridge.reload();
  expect(bridge.log()).toContain('Changes of release wait for a restart');
});
