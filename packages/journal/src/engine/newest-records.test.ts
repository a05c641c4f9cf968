import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchBuilder, type SealedBatch } from '../batch/batch-builder.ts';
import { matchesIn, record } from '../conformance/records.ts';
import type { JournalRecord, RecordFilter } from '../journal.ts';
import { NewestRecords } from './newest-records.ts';

function sealed(records: readonly JournalRecord[]): SealedBatch {
  const builder = new BatchBuilder({ maxBatchRecords: 1000, maxBatchBytes: Number.POSITIVE_INFINITY });
  for (const each of records) builder.add(each);
  return builder.seal();
}

/** Takes in the commits one after the other, from position 7 on. Returns the position behind the last. */
function addAll(newest: NewestRecords, commits: readonly (readonly JournalRecord[])[]): number {
  let end = 7;
  for (const commit of commits) {
    const batch = sealed(commit);
    newest.add(end, batch, batch.data);
    end += commit.length;
  }
  return end;
}

/** Everything that passes the filter from a position on, read as a reader does. */
function found(newest: NewestRecords, from: number, end: number, filter: RecordFilter) {
  const matches = [];
  for (let at = from; at < end; ) {
    const { batch, next } = newest.find(at, filter);
    expect(next).toBeGreaterThan(at);
    if (batch !== undefined) matches.push(...matchesIn(batch, at, filter));
    at = next;
  }
  return matches;
}

const name = fc.constantFrom('a', 'b', 'c', 'é');
const commits = fc.array(
  fc.array(
    fc.record({
      time: fc.maxSafeInteger(),
      tenant: name,
      campaign: name,
      classes: fc.integer({ min: 1, max: 7 }),
      body: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 0, max: 9000 }).map((length) => 'x'.repeat(length)),
      ),
    }),
    { minLength: 1, maxLength: 30 },
  ),
  { minLength: 1, maxLength: 12 },
);
const filters = fc.record(
  { tenant: name, campaign: name, classes: fc.integer({ min: 1, max: 7 }) },
  { requiredKeys: [] },
);

describe('the newest records', () => {
  test('are found from anywhere by any filter, however they were committed', () => {
    fc.assert(
      fc.property(
        commits,
        filters,
        fc.nat(400),
        fc.constantFrom(60_000, 10_000_000),
        (given, filter, from, maxBytes) => {
          const newest = new NewestRecords(maxBytes);
          const end = addAll(newest, given);
          const start = Math.max(newest.first, Math.min(from, end));
          const wanted = given
            .flat()
            .map((each, index) => ({ ...each, position: 7 + index }))
            .filter(
              ({ tenant, campaign, classes, position }) =>
                position >= start &&
                (filter.tenant ?? tenant) === tenant &&
                (filter.campaign ?? campaign) === campaign &&
                (classes & (filter.classes ?? 255)) !== 0,
            );
          expect(found(newest, start, end, filter)).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('that a reader was lent stay as they were when more are put behind them', () => {
    const newest = new NewestRecords(1_000_000);
    addAll(newest, [[record({ body: 'one' })]]);
    const { batch } = newest.find(7);
    const later = sealed([record({ body: 'two' })]);
    newest.add(8, later, later.data);
    expect(batch).toMatchObject({ first: 7, count: 1 });
    expect(newest.find(7).batch).toMatchObject({ first: 7, count: 2 });
    expect(found(newest, 7, 9, {}).map(({ body }) => body)).toEqual(['one', 'two']);
  });

  test('keep to their limit, and free what is dropped once each reader has given it back', () => {
    const newest = new NewestRecords(150_000);
    const one = sealed([record({ body: new Uint8Array(50_000) })]);
    newest.add(0, one, one.data);
    const lent = newest.find(0);
    const other = newest.find(0);
    for (let at = 1; at < 4; at++) {
      const next = sealed([record({ body: new Uint8Array(50_000) })]);
      newest.add(at, next, next.data);
    }
    expect(newest.first).toBe(3);
    lent.release?.();
    lent.release?.();
    expect(lent.batch?.bodies.length).toBe(50_000);
    other.release?.();
    expect(lent.batch?.bodies.length).toBe(0);
  });

  test('are forgotten together with what retention removes, and stay readable for a reader that has them', () => {
    const newest = new NewestRecords(1_000_000);
    const end = addAll(newest, [[record()], [record()]]);
    const { batch, release } = newest.find(7);
    newest.forgetBefore(8);
    expect(newest.first).toBe(Number.POSITIVE_INFINITY);
    release?.();
    expect(batch?.bodies.length).toBeGreaterThan(0);
    const next = sealed([record()]);
    newest.add(end, next, next.data);
    expect(newest.first).toBe(end);
  });
});
