import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { startBridgeProgram, temporaryDirectory, writeConfig } from './support/bridge-program.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

/** A dialer that two upstreams of a pair ask under different tokens, the first of them over a link that can be cut. */
async function startPair() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const link = await startLink({ target: dialer });
  onTestFinished(() => link.close());
  const member = (name: string, port: number): string =>
    `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: ${name}, pair: main }\n`;
  const file = writeConfig(temporaryDirectory(), member('first', link.port) + member('second', dialer.port));
  const bridge = await startBridgeProgram(file);
  await dialer.until(({ transactions }) => transactions.length === 2);
  let dialed = 0;
  const dial = (count: number): void => {
    for (const end = dialed + count; dialed < end; dialed++) dialer.record(numberedFields(dialed));
  };
  return { file, dialer, link, bridge, dial };
}

/** A busy machine takes its time. */
const patience = { timeout: 30_000 };

/** How often the metrics page says something, per upstream. */
async function total(httpUrl: string, metric: string): Promise<number> {
  const page = await (await fetch(`${httpUrl}/metrics`)).text();
  const values = page.matchAll(new RegExp(`^sdmp_bridge_upstream_${metric}_total\\{.*\\} (\\d+)$`, 'gm'));
  return Array.from(values, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0);
}

test('what two upstreams of a pair deliver is recorded once', async () => {
  const { bridge, dial } = await startPair();
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  dial(1000);
  await collector.arrived(1000);
  await expect.poll(() => total(bridge.httpUrl, 'duplicates_dropped'), patience).toBeGreaterThanOrEqual(1000);
  expect(collector.sessions.toSorted()).toEqual(sessionsUpTo(1000).toSorted());
});

test('while one upstream of a pair is away, the other records everything, and nothing comes twice after', async () => {
  const { link, bridge, dial } = await startPair();
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  dial(100);
  await collector.arrived(100);
  link.cut({ how: 'reset' });
  dial(100);
  await collector.arrived(200);
  await link.restore();
  await expect.poll(() => total(bridge.httpUrl, 'duplicates_dropped'), patience).toBeGreaterThanOrEqual(200);
  expect(collector.sessions.toSorted()).toEqual(sessionsUpTo(200).toSorted());
});

test('a bridge that was killed records nothing of a pair again', async () => {
  const { file, bridge, dial } = await startPair();
  const before = new Collector(bridge.port);
  await before.subscribed();
  dial(500);
  await before.arrived(500);
  await bridge.stop('SIGKILL');
  const again = await startBridgeProgram(file);
  await again.logged('Upstream first is live');
  await again.logged('Upstream second is live');
  dial(100);
  await expect.poll(() => total(again.httpUrl, 'outcomes'), patience).toBeGreaterThanOrEqual(100);
  const page = await (await fetch(`${again.httpUrl}/metrics`)).text();
  expect(page).toMatch(/^sdmp_bridge_journal_records 600$/m);
});
