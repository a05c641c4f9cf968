import { verifies } from '@sdmp/requirements';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import type { Campaigns } from '../../src/http/campaigns/schema.ts';
import { type OutcomesPage, outcomesSchema } from '../../src/http/outcomes/schema.ts';
import type { Status } from '../../src/http/status/schema.ts';
import { type UpstreamEntry, upstreamsSchema } from '../../src/http/upstreams/schema.ts';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from '../support/bridge-program.ts';
import { Collector } from '../support/collector.ts';
import { numberedFields, sessionsUpTo } from '../support/numbered-outcomes.ts';
import { EventReader } from './support/event-reader.ts';

test(`${verifies('OZ-5')}what a dialer records is found, streamed and counted over HTTP`, async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const bridge = await startBridgeProgram(writeConfig(temporaryDirectory(), upstreamAt(dialer.port)));
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${bridge.httpUrl}/api/v1${path}`);
    expect(response.status, path).toBe(200);
    return (await response.json()) as Answer;
  };
  await dialer.until(({ transactions }) => transactions.length > 0);
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  const reader = new EventReader(await fetch(`${bridge.httpUrl}/api/v1/events`));
  for (let number = 0; number < 3000; number++) dialer.record(numberedFields(number));
  const events = await reader.take(3000);
  expect(events.map(({ data }) => (data as { readonly sessionIdentifier: string }).sessionIdentifier)).toEqual(
    sessionsUpTo(3000),
  );
  await collector.arrived(3000);

  const page = outcomesSchema.parse(await get<OutcomesPage>('/outcomes?order=asc&limit=1000&success=true'));
  expect(page.outcomes.map(({ sessionIdentifier }) => sessionIdentifier)).toEqual(
    sessionsUpTo(3000).filter((_, number) => number % 3 === 0),
  );
  expect(page.outcomes[0]).toMatchObject({ source: 'north', campaignName: 'Sales1', tenantDescriptor: 'default' });

  let campaigns = await get<Campaigns>('/campaigns?window=15m');
  while (campaigns.total.calls < 3000) campaigns = await get<Campaigns>('/campaigns?window=15m');
  expect(campaigns.campaigns).toMatchObject([
    { tenant: 'default', campaign: 'Sales1', calls: 3000, connects: 1000, abandoned: 2000 },
  ]);

  let [upstream] = upstreamsSchema.parse(await get<UpstreamEntry[]>('/upstreams'));
  // A burst counts as a backlog until the dialer falls silent.
  while (upstream?.state === 'rolling') [upstream] = await get<UpstreamEntry[]>('/upstreams');
  expect(upstream).toMatchObject({
    name: 'north',
    host: '127.0.0.1',
    port: dialer.port,
    state: 'live',
    connected: true,
    outcomes: 3000,
  });
  expect(upstream?.lastOutcomeAt).toBeDefined();
  expect(await get('/subscribers')).toMatchObject([
    { state: 'live', persistToken: 'collector', filter: { success: true, failure: true } },
  ]);
  const status = await get<Status>('/status');
  expect(status).toMatchObject({ ready: true, totals: { recorded: 3000 } });
  expect(status.totals.delivered).toBeGreaterThanOrEqual(3000);

  await dialer.stop();
  let away = upstream;
  while (away?.state !== 'waiting') [away] = await get<UpstreamEntry[]>('/upstreams');
  expect(away.lastError?.message).toBeTruthy();
});
