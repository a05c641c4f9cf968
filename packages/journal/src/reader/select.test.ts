import fc from 'fast-check';
import { expect, test } from 'vitest';
import { record } from '../conformance/records.ts';
import { packBatch } from '../batch/pack-batch.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import { createSelection, matcherOf, select } from './records.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const given = fc.array(fc.record({ tenant: name, campaign: name, classes: fc.integer({ min: 1, max: 7 }) }), {
  minLength: 1,
  maxLength: 60,
});
const filters = fc.record(
  { tenant: name, campaign: name, classes: fc.integer({ min: 1, max: 7 }) },
  { requiredKeys: [] },
);

test('what passes a filter is selected from anywhere in a batch, with fewer scopes than records or with more', () => {
  fc.assert(
    fc.property(given, filters, fc.nat(60), fc.nat(60), (records, filter, from, until) => {
      const batch = unpackBatch(packBatch(5, records.map(record)));
      const end = Math.min(until, records.length);
      const wanted = records.flatMap(({ tenant, campaign, classes }, index) =>
        index >= from &&
        index < end &&
        (filter.tenant ?? tenant) === tenant &&
        (filter.campaign ?? campaign) === campaign &&
        (classes & (filter.classes ?? 255)) !== 0
          ? [index]
          : [],
      );
      const selection = createSelection(100);
      select(selection, batch, from, filter, { records: 100, bytes: Number.POSITIVE_INFINITY, until });
      expect([...selection.indexes.subarray(0, selection.count)]).toEqual(wanted);
      const matches = matcherOf(batch, filter);
      expect([...records.keys()].filter((index) => index >= from && index < end && matches(index))).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
