import { CampaignStatistics } from '@sdmp/outcomes/statistics';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { AbandonWatch } from './abandon-watch.ts';

const hour = 3_600_000;

/** A watch over the calls of one campaign, and what it has told. */
function watched() {
  const statistics = new CampaignStatistics();
  const told: unknown[] = [];
  let now = Date.parse('2026-11-27T09:00:00Z');
  let isComplete = true;
  const watch = new AbandonWatch({
    limit: 0.03,
    window: (window) => statistics.window(window, now),
    day: (tenant, campaign) => statistics.day(tenant, campaign, now),
    isComplete: () => isComplete,
    report: {
      report: (event, fields) => {
        const { campaign, rate, outlook } = { campaign: '', rate: '', outlook: '', ...fields };
        told.push([event, campaign, rate, outlook]);
      },
    },
    now: () => now,
  });
  onTestFinished(() => watch.close());
  const calls = (count: number, reason: number): void => {
    const counter = statistics.campaign('default', 'Sales1', now);
    for (let call = 0; call < count; call++) counter.add({ time: now, success: true, reason, agent: undefined });
  };
  return {
    told,
    calls: (answered: number, abandoned: number) => {
      calls(answered, 10);
      calls(abandoned, 7);
      watch.look();
    },
    later: (ms: number) => {
      now += ms;
      watch.look();
    },
    countAnew: () => {
      isComplete = false;
    },
  };
}

// In the morning none of 700. In the latest hour 25 of 300: 25 of 1,000 is 2.5%, above 2.4%, which is 0.8 of 3%. After t hours
// (25 + 25 t) / (1,000 + 300 t) is 3%: 25 + 25 t = 30 + 9 t, t = 0.3125 h = 19 min.
test(`${verifies('RATE-9')} a campaign that comes near its limit is told before it exceeds it, with when that will be`, () => {
  const { told, calls, later } = watched();
  calls(700, 0);
  later(2 * hour);
  calls(275, 25);
  expect(told).toEqual([
    ['abandonLimitsNeared', 'Sales1', '2.50', 'exceeded in 19 min at the pace of the latest hour'],
  ]);
  // 35 of 1,010 is 3.47%.
  calls(0, 10);
  expect(told.slice(1)).toEqual([['abandonLimitsExceeded', 'Sales1', '3.47', 'exceeded now']]);
  later(60_000);
  expect(told).toHaveLength(2);
});

// 700 calls of yesterday, 08:45 to 09:00, none abandoned. At 06:45 of today 19 of 100, at 08:39 6 of 200: 25 of 1,000 is 2.5%, and the
// latest hour is at 3%, which alone would never exceed it. From 08:45 on 700 calls leave in 15 minutes. The sum of a - 0.03 n is 25 - 30 = -5 and does not change until then, and grows by 0.03 x 700 = 21 in 15 minutes: 0 after 3.6
// of them, at 08:48:34.
test(`${verifies('RATE-9')} calls of yesterday that leave the 24 hours count in when the limit will be exceeded`, () => {
  const { told, calls, later } = watched();
  later(-0.25 * hour);
  calls(700, 0);
  later(22 * hour);
  calls(81, 19);
  expect(told).toEqual([]);
  later(1.9 * hour);
  // 08:39.
  calls(194, 6);
  expect(told).toEqual([
    ['abandonLimitsNeared', 'Sales1', '2.50', 'exceeded in 10 min at the pace of the latest hour'],
  ]);
});

test('four abandoned calls are never told, whatever share they are', () => {
  const { told, calls } = watched();
  calls(10, 4);
  expect(told).toEqual([]);
  calls(0, 1);
  expect(told).toEqual([['abandonLimitsExceeded', 'Sales1', '33.33', 'exceeded now']]);
});

test('a campaign that was well for an hour is told again, and one that moves to and fro is not', () => {
  const { told, calls, later } = watched();
  calls(95, 5);
  // 5 of 300 is 1.7%, 10 of 305 is 3.3%.
  calls(200, 0);
  calls(0, 5);
  expect(told).toHaveLength(1);
  calls(400, 0);
  later(2 * hour);
  calls(0, 40);
  expect(told).toHaveLength(2);
});

test('nothing is told while the past is still being counted', () => {
  const { told, calls, countAnew } = watched();
  countAnew();
  calls(10, 10);
  expect(told).toEqual([]);
});
