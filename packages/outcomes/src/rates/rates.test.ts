import { decode } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { Outcome } from '../model/outcome.ts';
import { outcomeFromRecord } from '../record/recorded-outcome.ts';
import { ratedOutcome } from './rated-outcome.ts';
import { RateTable, type RateTableOptions } from './rate-table.ts';
import { amountOf } from '../rules/judged-outcome.ts';
import { isClearDifference } from './rates.ts';

const time = Date.parse('2026-11-27T09:00:00Z');

/** Counts the same outcome several times: fields of an OZ without a session, which each call then has of its own. */
function counted(
  groups: readonly (readonly [calls: number, fields: string])[],
  options: Partial<RateTableOptions> = {},
) {
  const table = new RateTable({ by: [], ...options });
  let session = 0;
  for (const [calls, fields] of groups) {
    for (let number = 0; number < calls; number++) {
      const named = fields.includes('SI') ? '' : `\\SI${session++}`;
      const outcome = new Outcome(decode(`OZ${fields}${named}`), { time });
      table.add(ratedOutcome(outcome, { tenant: 'default', campaign: 'Sales1', success: outcome.success }));
    }
  }
  return table;
}

function ratesOf(...groups: readonly (readonly [calls: number, fields: string])[]) {
  return counted(groups).total.rates;
}

// 200 numbers were dialed. 60 were handed to an agent, the other 140 were busy. Successes: 60 of 200 calls = 30%.
test(`${verifies('RATE-1')} 60 of 200 calls connected: the connect rate is 30%`, () => {
  expect(ratesOf([60, String.raw`\RE10`], [140, String.raw`\RE1`]).connectRate).toBe(0.3);
});

// A call that an agent classified is a success whatever the line said: 1 with RE 2 and AO 202 beside 1 busy makes 1 of 2.
test(`${verifies('RATE-1')} a call that an agent classified counts as a success`, () => {
  expect(ratesOf([1, String.raw`\RE2\AO202`], [1, String.raw`\RE1`]).connectRate).toBe(0.5);
});

// 97 calls were handed to agents, 3 were answered while no agent was there, 100 were not answered, which does not matter:
// 3 abandoned of 3 + 97 = 100 are 3%.
test(`${verifies('RATE-2')} 3 abandoned beside 97 answered calls: the abandon rate is 3%, however many were not answered`, () => {
  expect(ratesOf([97, String.raw`\RE10`], [3, String.raw`\RE7`], [100, String.raw`\RE2`]).abandonRate).toBe(0.03);
});

// The dialer found 30 machines, agents found 10 more (AO 1, though RE stays 10). 50 people were handed to agents and 10 were
// abandoned. Machines 30 + 10 = 40, of all that picked up 40 + 50 + 10 = 100: 40%. Busy lines did not pick up.
test(`${verifies('RATE-3')} 40 machines among 100 that picked up: the answering-machine rate is 40%`, () => {
  const rates = ratesOf(
    [30, String.raw`\RE5`],
    [10, String.raw`\RE10\AO1`],
    [50, String.raw`\RE10\AO0`],
    [10, String.raw`\RE7`],
    [99, String.raw`\RE1`],
  );
  expect(rates.machineRate).toBe(0.4);
});

// 80 people were handed to agents. 6 made a commitment (AO 105), 2 bought for 20.99 (CO). 8 of 80 contacts are 10%.
test(`${verifies('RATE-4')} 8 conversions of 80 contacts: the conversion rate is 10%`, () => {
  const table = counted([
    [72, String.raw`\RE10\AO102`],
    [6, String.raw`\RE10\AO105`],
    [2, String.raw`\RE10\AO167\CO20.99`],
    [40, String.raw`\RE2`],
  ]);
  expect(table.total.rates.conversionRate).toBe(0.1);
  expect(table.total.counts.amount).toBe(41.98);
});

// Of 20 contacts 4 were a wrong number or person, and of 6 with an outcome of the installation nobody knows: 20 - 4 - 6 = 10 of 20.
test(`${verifies('RATE-4')} 10 of 20 contacts were the right party`, () => {
  const rates = ratesOf(
    [10, String.raw`\RE10\AO102`],
    [3, String.raw`\RE10\AO103`],
    [1, String.raw`\RE10\AO104`],
    [6, String.raw`\RE10\AO4711`],
  );
  expect(rates.rightPartyRate).toBe(0.5);
  expect(rates.contactRate).toBe(1);
});

// Session 1 was dialed three times, session 2 once, and two calls name no session: 3 + 1 = 4 calls for 2 sessions are 2 each.
test(`${verifies('RATE-5')} four calls of two sessions are two attempts for each; calls without a session do not count`, () => {
  const groups = [
    [3, String.raw`\RE2\SI1`],
    [1, String.raw`\RE10\SI2`],
    [2, String.raw`\RE1\SI`],
  ] as const;
  expect(ratesOf(...groups).attemptsPerSession).toBe(2);
});

test(`${verifies('RATE-5')} beyond the limit of sessions attempts are not known, and other rates are`, () => {
  const groups = [[5, String.raw`\RE10`]] as const;
  expect(counted(groups, { maxSessions: 5 }).total.sessions).toBe(5);
  const table = counted(groups, { maxSessions: 4 });
  expect(table.total).toMatchObject({ sessions: undefined, rates: { attemptsPerSession: undefined, connectRate: 1 } });
  const restored = new RateTable({ by: [], maxSessions: 4 });
  restored.restore(table.state());
  expect(restored.total.sessions).toBeUndefined();
});

// Together 130 of 1,000, or 13%: the spread is the root of 0.13 x 0.87 x (1/500 + 1/500) = 0.0213, and 1.96 times that 4.2 points.
test('10% and 16% of 500 calls differ by more than chance, 11% and 15% do not', () => {
  const of500 = (part: number) => ({ part, whole: 500 });
  expect(isClearDifference(of500(50), of500(80))).toBe(true);
  expect(isClearDifference(of500(55), of500(75))).toBe(false);
  // 1 of 10 and 6 of 10: fewer than five hits are to be expected on either side.
  expect(isClearDifference({ part: 1, whole: 10 }, { part: 6, whole: 10 })).toBe(false);
  expect(isClearDifference({ part: 0, whole: 0 }, of500(80))).toBe(false);
});

test('without any call there is no rate', () => {
  expect(Object.values(new RateTable({ by: [] }).total.rates)).toEqual(Array.from({ length: 7 }));
});

test('calls of more rows than are told apart are counted together', () => {
  const table = counted(
    [
      [2, String.raw`\RE1`],
      [3, String.raw`\RE2`],
      [4, String.raw`\RE10`],
    ],
    { by: ['reason'], maxRows: 2 },
  );
  expect(table.rows().map(({ values, counts }) => [values, counts.calls])).toEqual([
    [[1], 2],
    [[2], 3],
  ]);
  expect(table.other?.counts.calls).toBe(4);
  expect(table.total.counts.calls).toBe(9);
});

test.each([
  ['20.99', 20.99],
  ['+5', 5],
  ['-3.5', -3.5],
  ['', undefined],
  ['12 EUR', undefined],
  ['.5', undefined],
  [undefined, undefined],
] as const)('the amount in %j is %s', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

test('what a journal holds is read', () => {
  const outcome = outcomeFromRecord(String.raw`\CNSales1\ANJoe\SI7\RE10\AO105\CO3`, {
    journal: 'j',
    position: 1,
    time,
  });
  expect(ratedOutcome(outcome, { tenant: 'acme', campaign: 'Sales1', success: true })).toEqual({
    time,
    tenant: 'acme',
    campaign: 'Sales1',
    agent: 'Joe',
    session: '7',
    reason: 10,
    agentOutcome: 105,
    conversion: 3,
    success: true,
  });
});
