import fc from 'fast-check';
import { expect, test } from 'vitest';
import { abandonPeriods, breachIn, breachInWindow } from './abandon-report.ts';
import { abandonLimitRule } from './abandon-rules.ts';
import { Calendar } from './calendar.ts';
import { type CallCounts, callKindOf, noCalls } from './call-counts.ts';
import { DailyCalls } from './daily-calls.ts';

const ofcom = abandonLimitRule('ofcom');
const us = abandonLimitRule('us');

function day(counts: Partial<CallCounts>, on = '2026-11-27') {
  return [on, { ...noCalls, ...counts }] as const;
}

// 12 calls were abandoned and 388 handed to people: 12 of 400 is 3 of 100, which is the limit and not above it.
test('12 abandoned beside 388 live calls are exactly 3%, which is not over', () => {
  const [period] = abandonPeriods(us, [day({ abandoned: 12, live: 388 })]);
  expect(period?.rate).toBe(0.03);
  expect(period?.verdict).toBe('near');
  expect(period?.left).toBe(0);
});

// One more is 13 of 401: 3.24%.
test('13 abandoned beside 388 live calls are over 3%', () => {
  const [period] = abandonPeriods(us, [day({ abandoned: 13, live: 388 })]);
  expect(period?.rate).toBeCloseTo(13 / 401, 12);
  expect(period?.verdict).toBe('over');
});

// Agents got 300 people and 100 machines: a quarter of answered calls are machines. Of 16 abandoned calls 16 x 100 / 400 = 4 are
// taken for machines, so 12 count. The rate is 12 / (12 + 300) = 12 / 312 = 3.846%.
test('without detection the share of machines that agents found is taken off the abandoned calls', () => {
  const [period] = abandonPeriods(ofcom, [day({ abandoned: 16, live: 300, machinesToAgents: 100 })]);
  expect(period?.ruled).toEqual({ abandoned: 12, live: 312 });
  expect(period?.rate).toBeCloseTo(12 / 312, 12);
});

// The dialer hung up on 500 machines, of which 1% were people: 5. With 4 abandoned calls 9 people were left without an agent, of
// 9 + 291 = 300: exactly 3%.
test('with detection people who were taken for machines count as abandoned', () => {
  const counts = { abandoned: 4, live: 291, machinesToAgents: 100, machinesDetected: 500 };
  const [period] = abandonPeriods(ofcom, [day(counts)], { detectsMachines: true, falsePositiveShare: 0.01 });
  expect(period?.ruled).toEqual({ abandoned: 9, live: 300 });
  expect(period?.rate).toBe(0.03);
  expect(period?.verdict).toBe('near');
});

// With 2 of 200 and 3%: k more make (2 + k) / (200 + k). 4 make 6 / 204 = 2.94%, 5 make 7 / 205 = 3.41%.
test('after 2 abandoned of 200 four more may be abandoned, a fifth is too many', () => {
  const [period] = abandonPeriods(us, [day({ abandoned: 2, live: 198 })]);
  expect(period?.left).toBe(4);
  expect(period?.verdict).toBe('within');
});

test('the calls that are left are the most that do not exceed the limit', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(10_000), (abandoned, live) => {
      const left = abandonPeriods(us, [day({ abandoned, live })])[0]?.left ?? 0;
      const isOver = (more: number): boolean => (abandoned + more) * 100 > 3 * (abandoned + more + live);
      if (!isOver(0)) expect([isOver(left), isOver(left + 1)]).toEqual([false, true]);
      else expect(left).toBe(0);
    }),
  );
});

// 10 of 1,000 so far, and in the last hour 8 of 100. After t hours (10 + 8 t) / (1000 + 100 t) is 3%: 10 + 8 t = 30 + 3 t, t = 4.
test('10 of 1,000 with 8 of 100 in the last hour will be over in four hours', () => {
  const hour = 3_600_000;
  const sofar = { abandoned: 10, live: 1000 };
  expect(breachIn(0.03, sofar, { abandoned: 8, live: 100 }, hour)).toBeCloseTo(4 * hour, 3);
  expect(breachIn(0.03, sofar, { abandoned: 3, live: 100 }, hour)).toBeUndefined();
  expect(breachIn(0.03, { abandoned: 31, live: 1000 }, { abandoned: 0, live: 9 }, hour)).toBe(0);
});

test('a British day is judged alone, thirty American days together from the first call on', () => {
  const days = [
    day({ abandoned: 5, live: 95 }, '2026-11-01'),
    day({ abandoned: 0, live: 900 }, '2026-11-30'),
    day({ abandoned: 1, live: 9 }, '2026-12-01'),
  ];
  expect(abandonPeriods(ofcom, days).map(({ from, verdict }) => [from, verdict])).toEqual([
    ['2026-11-01', 'over'],
    ['2026-11-30', 'within'],
    ['2026-12-01', 'over'],
  ]);
  expect(abandonPeriods(us, days).map(({ from, to, rate }) => [from, to, rate])).toEqual([
    ['2026-11-01', '2026-11-30', 0.005],
    ['2026-12-01', '2026-12-30', 0.1],
  ]);
});

test('a call shortly before midnight in the campaign’s zone counts for that day, when the clock changes too', () => {
  const calls = new DailyCalls(new Calendar('Europe/London'));
  // Summer time ends on 25 October at 01:00 UTC: the day lasts from 23:00 UTC to 24:00 UTC of the next.
  calls.add(Date.parse('2026-10-24T23:00:00Z'), { reason: 7, agentOutcome: undefined });
  calls.add(Date.parse('2026-10-25T23:59:59Z'), { reason: 10, agentOutcome: 0 });
  calls.add(Date.parse('2026-10-26T00:00:00Z'), { reason: 10, agentOutcome: 0 });
  expect(calls.days().map(([on, { abandoned, live }]) => [on, abandoned, live])).toEqual([
    ['2026-10-25', 1, 1],
    ['2026-10-26', 0, 1],
  ]);
});

test.each([
  ['abandoned', 7, undefined],
  ['live', 10, 0],
  ['live', 10, undefined],
  ['live', 10, 167],
  ['live', 99, 106],
  ['machinesToAgents', 10, 1],
  ['machinesToAgents', 10, 3],
  ['machinesToAgents', 34, 1],
  ['machinesToAgents', 33, undefined],
  ['machinesDetected', 5, undefined],
  ['other', 2, undefined],
  ['other', 0, 200],
  ['other', undefined, 0],
] as const)('counts as %s: reason %s with agent outcome %s', (kind, reason, agentOutcome) => {
  expect(callKindOf({ reason, agentOutcome })).toBe(kind);
});

test('nobody answered: there is no rate, and nothing is over', () => {
  expect(abandonPeriods(ofcom, [])).toEqual([]);
  const [period] = abandonPeriods(ofcom, [day({ machinesDetected: 3 })]);
  expect(period).toMatchObject({ rate: undefined, verdict: 'within', left: 0 });
});

test('each rule says where it stands, and what these figures cannot say', () => {
  for (const rule of [ofcom, us]) {
    expect(rule.sources.length).toBeGreaterThan(0);
    expect(rule.cannotKnow.length).toBeGreaterThan(2);
  }
});

// 25 of 1,000 so far: 25 - 0.03 x 1,000 = -5. In the latest hour 6 of 300, which is 6 - 9 = -3 an hour. Calls of yesterday leave: 700 in 15
// minutes, none abandoned, which is 0.03 x 700 = 21 more. -5 + (21 - 0.75) t / 15 min = 0: t = 3.7 minutes.
test('a window that slides exceeds the limit when calls of yesterday leave it, though the latest hour is below', () => {
  const sofar = { abandoned: 25, live: 1000 };
  const latest = { abandoned: 6, live: 300 };
  const hour = 3_600_000;
  const quarter = hour / 4;
  const leaving = [{ abandoned: 0, live: 700, withinMs: quarter }];
  expect(breachIn(0.03, sofar, latest, hour)).toBeUndefined();
  expect(breachInWindow(0.03, sofar, latest, { spanMs: hour, leaving })).toBeCloseTo((5 / 20.25) * quarter, 3);
  // Calls that leave and were abandoned make it better: 20 of 100 are 20 - 3 = 17 less.
  const worse = [{ abandoned: 20, live: 100, withinMs: quarter }];
  expect(breachInWindow(0.03, sofar, latest, { spanMs: hour, leaving: worse })).toBeUndefined();
  expect(breachInWindow(0.03, { abandoned: 31, live: 1000 }, latest, { spanMs: hour, leaving: [] })).toBe(0);
});
