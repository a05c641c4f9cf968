import { once } from 'node:events';
import { createServer } from 'node:http';
import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SinkHistoryEntry } from '../../src/http/sinks/schema.ts';
import type { UpstreamHistoryEntry } from '../../src/http/upstreams/schema.ts';
import { temporaryDirectory, upstreamAt, writeConfig } from '../support/bridge-program.ts';
import { startBridge } from '../support/start-bridge.ts';
import { numberedFields } from '../support/numbered-outcomes.ts';

// Each starts the program.
vi.setConfig({ testTimeout: 120_000 });

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

test('the histories of a dialer and a sink say what was recorded and taken, what failed, and when the link was down', async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const link = await startLink({ target: { host: '127.0.0.1', port: dialer.port } });
  onTestFinished(() => link.close());
  let answers = 0;
  const receiver = createServer((request, response) => {
    const isFirst = answers++ === 0;
    request.resume().on('end', () => response.writeHead(isFirst ? 503 : 204).end(isFirst ? 'call 0201 555 0199' : ''));
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const sinks = `sinks:\n  - { name: crm, retry: { first: 10ms, longest: 50ms }, webhook: { url: "http://127.0.0.1:${port}/" } }\n`;
  const bridge = await startBridge(writeConfig(temporaryDirectory(), upstreamAt(link.port), sinks));
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${bridge.httpUrl}/api/v1${path}`)).json()) as Answer;
  await bridge.logged('Upstream north is live');
  for (let number = 0; number < 25; number++) dialer.record(numberedFields(number));
  await vi.waitFor(async () => expect(sumOf((await get<SinkHistoryEntry>('/sinks/crm/history')).delivered)).toBe(25), {
    timeout: 60_000,
  });
  const sink = await get<SinkHistoryEntry>('/sinks/crm/history?minutes=360');
  expect(sumOf(sink.failures)).toBe(1);
  expect(sumOf(sink.deliveries)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...sink.latencyMaxMs)).toBeGreaterThan(0);
  expect(sink.recentFailures).toMatchObject([{ kind: 'failed', answer: 'call •••• ••• •199', times: 1 }]);
  expect(sink.recentFailures[0]?.reason).toContain('503');

  link.cut({ how: 'reset' });
  await bridge.logged('The connection to');
  await link.restore();
  const periods = await vi.waitFor(
    async () => {
      const history = await get<UpstreamHistoryEntry>('/upstreams/north/history');
      expect(history.periods.map(({ up }) => up)).toEqual([true, false, true]);
      return history.periods;
    },
    { timeout: 60_000 },
  );
  const [now, down, before] = periods;
  expect(down).toMatchObject({ from: before?.to, to: now?.from, reason: expect.stringMatching(/\S/) });
  expect(now).not.toHaveProperty('to');
  const upstream = await get<UpstreamHistoryEntry>('/upstreams/north/history?minutes=5');
  expect(upstream.recorded.length).toBeLessThanOrEqual(5);
  expect(sumOf(upstream.recorded)).toBe(25);
  expect(upstream.periodsForgotten).toBe(0);
  expect((await fetch(`${bridge.httpUrl}/api/v1/upstreams/south/history`)).status).toBe(404);
  expect((await fetch(`${bridge.httpUrl}/api/v1/sinks/crm/history?minutes=361`)).status).toBe(400);
});
