import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callKindOf } from '../compliance/call-counts.ts';
import { callResultOf } from '../statistics/abandon-rate.ts';
import { rateDimensions } from './rate-dimension.ts';
import type { RatedOutcome } from './rated-outcome.ts';
import { RateTable } from './rate-table.ts';

const from = Date.parse('2026-10-23T00:00:00Z');
const fiveDays = 5 * 24 * 3_600_000;

/** Within days in which the clocks of London and New York change or do not. */
const outcome: fc.Arbitrary<RatedOutcome> = fc.record({
  time: fc.integer({ min: from, max: from + fiveDays }),
  tenant: fc.constantFrom('default', 'acme'),
  campaign: fc.constantFrom('Sales1', 'Renewals', ''),
  agent: fc.constantFrom('Joe', 'Ann', undefined),
  session: fc.option(fc.nat(20).map(String), { nil: undefined }),
  reason: fc.constantFrom(0, 1, 2, 5, 7, 10, 34, 99, 555, undefined),
  agentOutcome: fc.constantFrom(0, 1, 102, 103, 105, 4711, undefined),
  success: fc.boolean(),
  conversion: fc.constantFrom(undefined, 0, 5, -2),
});
const outcomes = fc.array(outcome, { maxLength: 60 });
const by = fc.uniqueArray(fc.constantFrom(...rateDimensions), { maxLength: 3 });
const zone = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu');

/** The values that an outcome has, asked of the calendar anew for each. */
function valuesOf(each: RatedOutcome, dimensions: readonly (typeof rateDimensions)[number][], timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' }).formatToParts(
    each.time,
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(each.time);
  const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const all = {
    tenant: each.tenant,
    campaign: each.campaign,
    agent: each.agent,
    reason: each.reason,
    agentOutcome: each.agentOutcome,
    hour: Number(part('hour')),
    weekday: weekdays.indexOf(part('weekday')) + 1,
    day,
    hourOfDay: `${day} ${part('hour')}:00`,
  };
  return dimensions.map((dimension) => all[dimension]);
}

/** Every count and rate again, each by a pass of its own over the list. */
function recount(list: readonly RatedOutcome[]) {
  const many = (is: (each: RatedOutcome) => boolean): number => list.filter(is).length;
  const kinds = (kind: string): number => many((each) => callKindOf(each) === kind);
  const results = (result: string): number => many(({ reason }) => callResultOf(reason) === result);
  const sold = list.filter(({ conversion = 0, agentOutcome }) => conversion > 0 || agentOutcome === 105);
  const contacts = kinds('live');
  const machines = kinds('machinesDetected') + kinds('machinesToAgents');
  const sessions = new Set(list.flatMap(({ session }) => (session === undefined ? [] : [session]))).size;
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  const rightParties = many(
    (each) => callKindOf(each) === 'live' && [0, 1, 102, 105].includes(each.agentOutcome ?? -1),
  );
  return {
    calls: list.length,
    sessions,
    amount: sold.reduce((sum, { conversion = 0 }) => sum + conversion, 0),
    rates: {
      connectRate: share(
        many(({ success }) => success),
        list.length,
      ),
      abandonRate: share(results('abandoned'), results('abandoned') + results('answered')),
      machineRate: share(machines, machines + contacts + kinds('abandoned')),
      contactRate: share(contacts, list.length),
      rightPartyRate: share(rightParties, contacts),
      conversionRate: share(sold.length, contacts),
      attemptsPerSession: share(
        many(({ session }) => session !== undefined),
        sessions,
      ),
    },
  };
}

function shown(table: RateTable) {
  return table
    .rows()
    .map(({ values, counts: { calls, amount }, sessions, rates }) => [values, { calls, sessions, amount, rates }]);
}

test(`${verifies('RATE-6')} rates by anything equal a recount, outcome by outcome`, () => {
  fc.assert(
    fc.property(outcomes, by, zone, (list, dimensions, timeZone) => {
      const table = new RateTable({ by: dimensions, zone: timeZone });
      for (const each of list) table.add(each);
      const groups = new Map<string, RatedOutcome[]>();
      for (const each of dimensions.length === 0 ? [] : list) {
        const key = JSON.stringify(valuesOf(each, dimensions, timeZone));
        groups.set(key, [...(groups.get(key) ?? []), each]);
      }
      const { values, ...total } = table.total;
      expect(values).toEqual([]);
      const all = recount(list);
      expect({
        calls: total.counts.calls,
        sessions: total.sessions,
        amount: total.counts.amount,
        rates: total.rates,
      }).toEqual(all);
      expect(new Map(shown(table).map(([of, row]) => [JSON.stringify(of), row]))).toEqual(
        new Map(Array.from(groups, ([key, group]) => [key, recount(group)])),
      );
    }),
    { numRuns: 300 },
  );
});

test(`${verifies('RATE-7')} counting that was stored and continued is counting without a break, in any order`, () => {
  fc.assert(
    fc.property(outcomes, fc.nat(60), by, (list, split, dimensions) => {
      const whole = new RateTable({ by: dimensions });
      for (const each of list.toReversed()) whole.add(each);
      const before = new RateTable({ by: dimensions });
      for (const each of list.slice(0, split)) before.add(each);
      const after = new RateTable({ by: dimensions });
      after.restore(JSON.parse(JSON.stringify(before.state())) as ReturnType<RateTable['state']>);
      for (const each of list.slice(split)) after.add(each);
      expect(shown(after)).toEqual(shown(whole));
      expect(after.total).toEqual(whole.total);
    }),
    { numRuns: 300 },
  );
});

test('an hour that the clock shows twice is one hour of the day, and two hours of time', () => {
  const table = new RateTable({ by: ['hourOfDay'], zone: 'Europe/London' });
  const call = { tenant: '', campaign: '', agent: undefined, session: undefined, reason: 1, agentOutcome: undefined };
  // 00:30 and 01:30 UTC on the day on which British summer time ends at 01:00 UTC: 01:30 on the clock, twice.
  for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z']) {
    table.add({ ...call, time: Date.parse(at), success: false, conversion: undefined });
  }
  expect(table.rows().map(({ values, counts }) => [...values, counts.calls])).toEqual([
    ['2026-10-25 01:00', 2],
    ['2026-10-25 02:00', 1],
  ]);
});

test('a zone that is not known is refused in a line', () => {
  expect(() => new RateTable({ by: [], zone: 'Mars/Olympus' })).toThrow("'Mars/Olympus' is no known time zone");
});
