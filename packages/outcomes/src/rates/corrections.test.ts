import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Corrections } from './corrections.ts';
import type { RatedOutcome } from './rated-outcome.ts';
import { RateTable } from './rate-table.ts';

const nine = Date.parse('2026-11-27T09:00:00Z');
const values = fc.record({
  reason: fc.constantFrom(1, 2, 5, 7, 10, 99),
  agentOutcome: fc.constantFrom(undefined, 1, 102, 105),
  agent: fc.constantFrom(undefined, 'Joe', 'Ann'),
  success: fc.boolean(),
  conversion: fc.constantFrom(undefined, 0, 5, 7),
});

/** A call: when it was recorded, and the values that it had one after the other. */
const call = fc.record({ hour: fc.nat(3), versions: fc.array(values, { minLength: 1, maxLength: 4 }) });

interface Call {
  readonly hour: number;
  readonly versions: readonly Omit<RatedOutcome, 'time' | 'tenant' | 'campaign' | 'session'>[];
}

/** The records of a call: the outcome, and each correction an hour later. */
function recordsOf({ hour, versions }: Call, number: number): readonly RatedOutcome[] {
  const first = nine + hour * 3_600_000;
  return versions.map((version, at): RatedOutcome => {
    const of = {
      ...version,
      tenant: 'default',
      campaign: 'Sales1',
      session: `S${number}`,
      time: first + at * 3_600_000,
    };
    const before = versions[at - 1];
    if (before === undefined) return of;
    const { reason, agentOutcome, agent, success } = before;
    return { ...of, corrected: { revision: at + 1, time: first, success, reason, agentOutcome, agent } };
  });
}

function count(records: readonly RatedOutcome[], table: RateTable, corrections = new Corrections()): RateTable {
  for (const record of records) for (const { outcome, sign } of corrections.changesBy(record)) table.add(outcome, sign);
  return table;
}

const inOrderOfTime = (records: readonly RatedOutcome[]) => records.toSorted((a, b) => a.time - b.time);

test(`${verifies('RATE-8')} a call that was corrected counts once, with its newest values, in the hour of its outcome`, () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 12 }), fc.nat(30), (calls, split) => {
      const records = inOrderOfTime(calls.flatMap(recordsOf));
      const by = ['agent', 'hour'] as const;
      const newest = new RateTable({ by });
      for (const [number, { hour, versions }] of calls.entries()) {
        const last = versions.at(-1);
        if (last !== undefined) for (const each of recordsOf({ hour, versions: [last] }, number)) newest.add(each);
      }
      const table = count(records, new RateTable({ by }));
      expect(table.rows()).toEqual(newest.rows());
      expect(table.total).toEqual(newest.total);
      // Stored in between and continued.
      const corrections = new Corrections();
      const before = count(records.slice(0, split), new RateTable({ by }), corrections);
      const later = new Corrections();
      later.restore(corrections.state());
      const after = new RateTable({ by });
      after.restore(before.state());
      expect(count(records.slice(split), after, later).rows()).toEqual(newest.rows());
    }),
    { numRuns: 300 },
  );
});

test(`${verifies('RATE-8')} a correction of a call that was recorded before what is counted is passed over`, () => {
  const versions = [
    { reason: 10, agentOutcome: 102, agent: 'Joe', success: true, conversion: undefined },
    { reason: 10, agentOutcome: 105, agent: 'Joe', success: true, conversion: undefined },
  ];
  const [, correction] = recordsOf({ hour: 0, versions }, 1);
  const [other] = recordsOf({ hour: 1, versions: versions.slice(0, 1) }, 2);
  const records = [other, correction].flatMap((each) => each ?? []);
  expect(count(records, new RateTable({ by: [] })).total.counts).toMatchObject({ calls: 1, conversions: 0 });
});
