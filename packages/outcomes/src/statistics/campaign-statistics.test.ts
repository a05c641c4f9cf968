import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CampaignStatistics, type StepCounts } from './campaign-statistics.ts';
import { statisticsWindowNames, statisticsWindows } from './statistics-window.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 22, 9);
const connected = { success: true, reason: 10, agent: 'Ann' };

test('each window holds what came in it, per campaign and in total', () => {
  const statistics = new CampaignStatistics();
  const now = start + 24 * 60 * minute - 1;
  const ages = { fresh: 1, quarter: 16, hour: 61, day: 24 * 60 };
  for (const [campaign, age] of Object.entries(ages)) {
    const time = now - age * minute;
    statistics.campaign('acme', campaign, now).add({ time, ...connected });
  }
  const found = statisticsWindowNames.map((window) =>
    statistics.window(window, now).campaigns.map(({ campaign }) => campaign),
  );
  expect(found).toEqual([['fresh'], ['fresh', 'quarter'], ['fresh', 'quarter', 'hour']]);
  expect(statistics.window('24h', now).total).toMatchObject({ calls: 3, connects: 3, answered: 3 });
});

test('campaigns of the same name in two tenants are two', () => {
  const statistics = new CampaignStatistics();
  statistics.campaign('a', 'Sales', start).add({ time: start, ...connected });
  statistics.campaign('b', 'Sales', start).add({ time: start, ...connected });
  expect(statistics.window('15m', start).campaigns).toMatchObject([{ tenant: 'a' }, { tenant: 'b' }]);
});

test('beyond the limit campaigns are counted together, and nothing is lost from the total', () => {
  const statistics = new CampaignStatistics({ maxCampaigns: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'a']) statistics.campaign('', name, start).add({ time: start, ...connected });
  const { campaigns, other, total } = statistics.window('1h', start);
  expect(campaigns.map(({ campaign, counts }) => [campaign, counts.calls])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(other?.calls).toBe(2);
  expect(total.calls).toBe(5);
});

test('a campaign that has been silent for a day leaves its place to another', () => {
  const statistics = new CampaignStatistics({ maxCampaigns: 1 });
  statistics.campaign('', 'old', start).add({ time: start, ...connected });
  const later = start + 25 * 60 * minute;
  statistics.campaign('', 'new', later).add({ time: later, ...connected });
  const { campaigns, other } = statistics.window('24h', later);
  expect(campaigns.map(({ campaign }) => campaign)).toEqual(['new']);
  expect(other).toBeUndefined();
});

test('a counter stays good until a campaign has left its place, which the next advance says, also where a window was asked for before', () => {
  const statistics = new CampaignStatistics();
  const counter = statistics.campaign('', 'old', start);
  counter.add({ time: start, ...connected });
  expect(statistics.advance(start + minute)).toBe(false);
  counter.add({ time: start + minute, ...connected });
  expect(statistics.window('15m', start + minute).total.calls).toBe(2);
  const later = start + 25 * 60 * minute;
  expect(statistics.window('24h', later).total.calls).toBe(0);
  expect(statistics.advance(later)).toBe(true);
  expect(statistics.advance(later)).toBe(false);
});

test('who answers or abandons may be decided by another rule', () => {
  const statistics = new CampaignStatistics({ callResult: (reason) => (reason === 150 ? 'abandoned' : 'neither') });
  statistics.campaign('', 'a', start).add({ time: start, success: false, reason: 150, agent: undefined });
  expect(statistics.window('15m', start).total).toMatchObject({ abandoned: 1, answered: 0 });
});

test('outcomes move from minutes to quarters of an hour without being counted twice or lost, late ones too', () => {
  const quarter = 15 * minute;
  const lateness = fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 70 }), fc.integer({ min: 0, max: 25 * 60 }));
  const step = fc.record({ waitMinutes: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(90)), lateMinutes: lateness });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const statistics = new CampaignStatistics();
      const times: number[] = [];
      let now = start;
      for (const { waitMinutes, lateMinutes } of steps) {
        now += waitMinutes * minute;
        const time = now - lateMinutes * minute;
        statistics.campaign('', 'a', now).add({ time, ...connected });
        // A time to come counts as now.
        times.push(Math.min(time, now));
      }
      for (const window of statisticsWindowNames) {
        const { resolution, steps: kept } = statisticsWindows[window];
        const stepMs = resolution === 'minute' ? minute : quarter;
        const newest = Math.floor(now / stepMs);
        const ages = times.map((time) => newest - Math.floor(time / stepMs));
        const leaving = ages.filter((age) => age === kept).length * (1 - (now / stepMs - newest));
        const expected = ages.filter((age) => age < kept).length + Math.round(leaving);
        expect(statistics.window(window, now).total).toMatchObject({ calls: expected, connects: expected });
      }
    }),
  );
});

test('the day of a campaign is counted by the quarter of an hour, each outcome once, however old', () => {
  const statistics = new CampaignStatistics();
  const quarter = 15 * minute;
  const now = start + 24 * 60 * minute + 7 * minute;
  // An outcome each minute of a day; one in ten is abandoned.
  for (let age = 24 * 60; age >= 0; age--) {
    const time = now - age * minute;
    const reason = age % 10 === 0 ? 7 : 10;
    statistics.advance(time);
    statistics.campaign('acme', 'Sales', time).add({ time, success: reason === 10, reason, agent: 'Ann' });
  }
  const day = statistics.day('acme', 'Sales', now);
  expect(day).toMatchObject({ stepMs: quarter, from: Math.floor(now / quarter) * quarter - 95 * quarter });
  expect(day?.steps.map(({ calls }) => calls)).toEqual([...Array.from({ length: 95 }, () => 15), 8]);
  const sum = (read: (step: StepCounts) => number): number =>
    (day?.steps ?? []).reduce((total, step) => total + read(step), 0);
  expect(sum(({ answered }) => answered) + sum(({ abandoned }) => abandoned)).toBe(sum(({ calls }) => calls));
  expect(day?.counts.topAgents(5)).toEqual([
    { agent: 'Ann', calls: day?.counts.calls, connects: day?.counts.connects },
  ]);
  expect(statistics.day('acme', 'Other', now)).toBeUndefined();
});
