import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { campaignDaySchema, type Campaigns, campaignsSchema } from '../../src/http/campaigns/schema.ts';
import { type Rates, ratesSchema } from '../../src/http/rates/schema.ts';
import { type Tick, tickSchema } from '../../src/http/live/schema.ts';
import { type Status, statusSchema } from '../../src/http/status/schema.ts';
import { EventReader } from './support/event-reader.ts';
import { type RunningApi, runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

const minute = 60_000;

async function campaignsOf({ get }: RunningApi, calls: number): Promise<Campaigns> {
  for (;;) {
    const statistics = campaignsSchema.parse(await get('/campaigns?window=1h'));
    if (statistics.total.calls >= calls && statistics.complete) return statistics;
  }
}

test('statistics per campaign are counted from what is there and from what comes', async () => {
  const api = await runApi();
  await api.record(salesFrames(60));
  await campaignsOf(api, 60);
  await api.record(salesFrames(30, 60));
  const { campaigns, total, abandonLimit } = await campaignsOf(api, 90);
  expect(abandonLimit).toBe(0.03);
  expect(total).toMatchObject({
    calls: 90,
    connects: 30,
    answered: 30,
    abandoned: 60,
    agents: 1,
    agentsIsAtLeast: false,
  });
  expect(total.abandonRate).toBeCloseTo(2 / 3);
  expect(total.isOverLimit).toBe(true);
  expect(total.topReasons).toEqual([
    { reason: 7, name: 'Abandoned', count: 60 },
    { reason: 10, name: 'Connected', count: 30 },
  ]);
  expect(new Map(campaigns.map(({ campaign, calls }) => [campaign, calls]))).toEqual(
    new Map([
      ['Sales', 45],
      ['Service', 45],
    ]),
  );
});

test('the day of a campaign is told by the quarter of an hour, by agent and by reason, with the rule of its abandon rate', async () => {
  const { ask, get, record, ...api } = await runApi();
  await record(salesFrames(30), { time: Date.now() - 3 * 60 * minute });
  await record(salesFrames(60, 30));
  await campaignsOf({ ask, get, record, ...api }, 60);
  const day = campaignDaySchema.parse(await get('/campaigns/day?campaign=Sales'));
  expect(day).toMatchObject({
    tenant: 'default',
    campaign: 'Sales',
    calls: 45,
    connects: 15,
    abandoned: 30,
    isOverLimit: true,
  });
  expect(day.steps).toHaveLength(96);
  const withCalls = day.steps.flatMap(({ calls, abandoned }, index) =>
    calls === 0 ? [] : [{ index, calls, abandoned }],
  );
  expect(withCalls).toMatchObject([{ calls: 15, abandoned: 10 }, { calls: 30 }]);
  const [past, present] = withCalls;
  expect((present?.index ?? 0) - (past?.index ?? 0)).toBe(12);
  expect(Date.parse(day.from) % day.stepMs).toBe(0);
  expect(day.byAgent).toEqual([{ agent: 'Joe', calls: 15, connects: 15 }]);
  expect(day.byReason).toEqual([
    { reason: 7, name: 'Abandoned', count: 30, result: 'abandoned' },
    { reason: 10, name: 'Connected', count: 15, result: 'answered' },
  ]);
  expect(day.abandonRule.abandoned).toEqual([{ reason: 7, name: 'Abandoned' }]);
  const unknown = await ask('/campaigns/day?campaign=Sales&tenant=acme');
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
});

test('a few abandoned calls put no campaign above the limit', async () => {
  const api = await runApi();
  await api.record(salesFrames(6));
  const { total } = await campaignsOf(api, 6);
  expect(total).toMatchObject({ abandoned: 4, isOverLimit: false });
  expect(total.abandonRate).toBeGreaterThan(0.6);
});

test('a window holds no more than its time', async () => {
  const api = await runApi();
  await api.record(salesFrames(10), { time: Date.now() - 30 * minute });
  await api.record(salesFrames(5, 10));
  await campaignsOf(api, 15);
  expect((await api.get<Campaigns>('/campaigns?window=15m')).total.calls).toBe(5);
  const rates = ratesSchema.parse(await api.get<Rates>('/rates?window=1h'));
  expect([...rates.success, ...rates.failure].reduce((sum, count) => sum + count, 0)).toBe(15);
  expect(rates.stepMs * rates.success.length).toBe(60 * minute);
});

test('a journal that begins long ago is counted from a day ago on', async () => {
  const api = await runApi();
  for (let days = 5; days >= 0; days--)
    await api.record(salesFrames(100), { time: Date.now() - days * 25 * 60 * minute + minute });
  await campaignsOf(api, 100);
  expect((await api.get<Campaigns>('/campaigns?window=24h')).total.calls).toBe(100);
});

test('the status names the journal, and what was recorded since the start', async () => {
  const { get, record, journal } = await runApi();
  await record(salesFrames(12));
  const status: Status = statusSchema.parse(await get('/status'));
  expect(status).toMatchObject({
    version: '1.2.3',
    ready: true,
    missing: [],
    journal: { id: journal.id, first: 0, end: 12, records: 12, retainAgeMs: 1000, retainBytes: 2000, writable: true },
    totals: { recorded: 12, delivered: 0 },
  });
});

test('the page gets a tick each second with all that was recorded, and statistics', async () => {
  const { ask, record } = await runApi();
  const reader = new EventReader(await ask('/live?window=15m'));
  const [first, statistics] = await reader.take(2);
  tickSchema.parse(first?.data);
  expect(statistics?.event).toBe('campaigns');
  campaignsSchema.parse(statistics?.data);
  await record(salesFrames(30));
  let success = 0;
  let failure = 0;
  while (success + failure < 30) {
    const { event, data } = await reader.next();
    if (event !== 'tick') continue;
    const tick = data as Tick;
    success += tick.success;
    failure += tick.failure;
  }
  expect([success, failure]).toEqual([10, 20]);
});

test(verifies('CALL-12') + 'a correction takes the place of the outcome that it corrects', async () => {
  const api = await runApi();
  const time = Date.now() - minute;
  await api.record([String.raw`OZ\CNSales\SI1\ANJoe\RE7`, String.raw`OZ\CNSales\SI2\RE2`], { time });
  expect((await campaignsOf(api, 2)).total).toMatchObject({ calls: 2, connects: 0, abandoned: 1 });
  await api.record([`OZ\\ZV2.${time}.0.7..Joe\\CNSales\\SI1\\ANJoe\\RE10`]);
  await expect
    .poll(async () => (await api.get<Campaigns>('/campaigns?window=1h')).total)
    .toMatchObject({ calls: 2, connects: 1, answered: 1, abandoned: 0 });
  const { success, failure } = ratesSchema.parse(await api.get<Rates>('/rates?window=1h'));
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  expect([sum(success), sum(failure)]).toEqual([1, 1]);
});
