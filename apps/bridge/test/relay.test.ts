import { verifies } from '@sdmp/requirements';
import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

/** A dialer behind a link, the program, and a subscriber that is there from the first outcome on. */
async function startLine(more = '') {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const link = await startLink({ target: dialer });
  onTestFinished(() => link.close());
  const bridge = await startBridge(writeConfig(temporaryDirectory(), upstreamAt(link.port, more)));
  await dialer.until(({ transactions }) => transactions.length > 0);
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  let dialed = 0;
  const dial = (count: number): void => {
    for (const end = dialed + count; dialed < end; dialed++) dialer.record(numberedFields(dialed));
  };
  return { dialer, link, bridge, collector, dial };
}

test(`${verifies('OZ-1', 'OZ-5')}what a dialer records reaches a subscriber, once and in order`, async () => {
  const { collector, dial } = await startLine();
  dial(5000);
  await collector.arrived(5000);
  expect(collector.sessions).toEqual(sessionsUpTo(5000));
});

test(`${verifies('PS-1', 'CL-4')}a link that is cut costs nothing`, async () => {
  const { link, collector, dial, bridge } = await startLine();
  dial(100);
  await collector.arrived(100);
  link.cut({ how: 'reset' });
  dial(100);
  await bridge.logged('Upstream north: The connection to');
  await link.restore();
  dial(100);
  await collector.arrived(300);
  expect(collector.sessions).toEqual(sessionsUpTo(300));
});

test(`${verifies('ACK-2', 'ACK-4')}a link that falls silent is given up, and what it swallowed comes again`, async () => {
  const { link, collector, dial, bridge } = await startLine(', heartbeat: 1s');
  dial(100);
  await collector.arrived(100);
  link.cut({ how: 'silence' });
  dial(100);
  await bridge.logged('Upstream north: The connection to');
  await link.restore();
  await collector.arrived(200);
  expect(collector.sessions).toEqual(sessionsUpTo(200));
});

test(`${verifies('CL-8')}an interruption acknowledges what was recorded, saves positions and ends with 0`, async () => {
  const { dialer, collector, dial, bridge } = await startLine();
  dial(2000);
  await collector.arrived(2000);
  await collector.close();
  expect(await bridge.stop()).toBe(0);
  const { transactions } = await dialer.until((stats) => stats.sessions === 0);
  expect(transactions).toMatchObject([{ backlog: 0, lost: 0 }]);
});

test('another upstream continues while one is away', async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const gone = await startSimulatedDialer();
  await gone.stop();
  const away = `  - { name: south, host: 127.0.0.1, port: ${gone.port}, persistToken: bridge }`;
  const bridge = await startBridge(writeConfig(temporaryDirectory(), `${upstreamAt(dialer.port)}\n${away}`));
  await dialer.until(({ transactions }) => transactions.length > 0);
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  for (let number = 0; number < 10; number++) dialer.record(numberedFields(number));
  await collector.arrived(10);
  const response = await fetch(`${bridge.httpUrl}/readyz`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('upstream south has not been live yet');
});
