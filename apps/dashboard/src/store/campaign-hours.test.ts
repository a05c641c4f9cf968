import { expect, test } from 'vitest';
import type { CampaignDay } from '../api/types.ts';
import { hoursOf, sinceMidnight } from './campaign-hours.ts';

const quarter = 900_000;
const hour = 4 * quarter;
const asOf = Date.UTC(2026, 10, 22, 10, 20);
const from = Math.floor(asOf / quarter) * quarter - 95 * quarter;

/** A day in which each quarter of an hour has four answered calls and one abandoned. */
const day: CampaignDay = {
  tenant: 'default',
  campaign: 'Sales',
  calls: 480,
  connects: 384,
  connectRate: 0.8,
  answered: 384,
  abandoned: 96,
  abandonRate: 0.2,
  isOverLimit: true,
  agents: 0,
  agentsIsAtLeast: false,
  topReasons: [],
  lastOutcomeAt: null,
  abandonLimit: 0.03,
  abandonRule: { formula: '', abandoned: [], answered: [] },
  asOf: new Date(asOf).toISOString(),
  complete: true,
  stepMs: quarter,
  from: new Date(from).toISOString(),
  steps: Array.from({ length: 96 }, () => ({ calls: 5, connects: 4, answered: 4, abandoned: 1 })),
  byAgent: [],
  byReason: [],
};

test.each([
  ['UTC', 0, 25],
  ['India, half an hour off', 330, 24],
  ['Nepal, three quarters off', 345, 25],
  ['New York', -300, 25],
])('hours are those of the viewer: %s', (_, ahead, many) => {
  const hours = hoursOf(day, () => ahead);
  const whole = hours.slice(1, -1);
  expect(hours).toHaveLength(many);
  for (const each of whole) {
    expect((each.from + ahead * 60_000) % hour).toBe(0);
    expect(each).toMatchObject({ calls: 20, connects: 16, answered: 16, abandoned: 4, abandonRate: 0.2 });
  }
  expect(hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(480);
});

test('where the clock is set back an hour comes twice, and neither has more than an hour of calls', () => {
  const back = Date.UTC(2026, 10, 22, 1);
  const hours = hoursOf(day, (time) => (time < back ? 60 : 0));
  expect(Math.max(...hours.map(({ calls }) => calls))).toBe(20);
  expect(hours.filter(({ from: at }) => at === back - hour || at === back)).toHaveLength(2);
});

test('today begins at midnight of the viewer', () => {
  const quartersSince = (ahead: number): number => sinceMidnight(day, () => ahead).calls / 5;
  expect(quartersSince(0)).toBe(10 * 4 + 2);
  expect(quartersSince(330)).toBe(15 * 4 + 4);
  expect(quartersSince(-300)).toBe(5 * 4 + 2);
});

test('an hour in which nobody answered has no rate', () => {
  const silent = { ...day, steps: day.steps.map(() => ({ calls: 3, connects: 0, answered: 0, abandoned: 0 })) };
  expect(hoursOf(silent).every(({ abandonRate, calls }) => abandonRate === null && calls > 0)).toBe(true);
});
