import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesIn, numbered, record } from '../conformance/records.ts';
import { canMatch, emptySummary, stampSummary, summaryFilter, summaryIsWhole } from './batch-summary.ts';
import { packBatch } from './pack-batch.ts';
import { ScopeTable } from './scope-table.ts';
import { faultIn, unpackBatch } from './unpack-batch.ts';

const name = fc.string({ unit: 'grapheme', maxLength: 8 });
const records = fc.array(
  fc.record({
    time: fc.maxSafeInteger(),
    tenant: name,
    campaign: name,
    classes: fc.integer({ min: 1, max: 255 }),
    body: fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array()),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('a packed batch', () => {
  test('gives back what was packed', () => {
    fc.assert(
      fc.property(records, fc.maxSafeInteger(), (given, position) => {
        const first = Math.abs(position);
        const batch = unpackBatch(packBatch(first, given));
        expect(batch.first).toBe(first);
        expect(faultIn(batch)).toBeUndefined();
        const expected = given.map((each, index) => ({
          ...each,
          position: index,
          body: Buffer.from(each.body).toString(),
        }));
        expect(matchesIn({ ...batch, first: 0 }, 0, {})).toEqual(expected);
      }),
    );
  });

  test('is viewed where it is, not copied', () => {
    const data = packBatch(0, numbered(10));
    const batch = unpackBatch(data);
    for (const column of [batch.times, batch.ends, batch.scopeOf, batch.classes, batch.bodies]) {
      expect(column.buffer).toBe(data.buffer);
    }
  });

  test('is read at any place in a buffer', () => {
    const data = packBatch(7, numbered(10));
    const shifted = new Uint8Array(data.length + 3);
    shifted.set(data, 3);
    expect(unpackBatch(shifted.subarray(3)).first).toBe(7);
  });

  test('is refused when it is cut off, and when its layout is a later one', () => {
    const data = packBatch(0, numbered(10));
    for (const length of [0, 31, 32, data.length - 1]) {
      expect(() => unpackBatch(data.slice(0, length))).toThrow(expect.objectContaining({ code: 'JOURNAL_DAMAGED' }));
    }
    const later = data.slice();
    later[4] = 2;
    expect(() => unpackBatch(later)).toThrow(/version 2/);
  });

  test('never brings anything but a JournalError when its bytes are random', () => {
    const data = packBatch(0, numbered(20));
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const flipped = data.slice();
        flipped[at] = (flipped[at] ?? 0) ^ bits;
        try {
          faultIn(unpackBatch(flipped));
        } catch (error) {
          expect(error).toMatchObject({ code: 'JOURNAL_DAMAGED' });
        }
      }),
    );
  });

  test('takes a body as large as memory allows without measuring small ones', () => {
    const bodies = ['é'.repeat(65_535), 'é'.repeat(65_536), 'é'.repeat(200_000)];
    const batch = unpackBatch(
      packBatch(
        0,
        bodies.map((body) => record({ body })),
      ),
    );
    expect(matchesIn(batch, 0, {}).map(({ body }) => body)).toEqual(bodies);
  });
});

describe('the summary of a batch', () => {
  const table = new ScopeTable();
  table.note({ tenant: 'acme', campaign: 'spring' }, 1);
  table.note({ tenant: 'acme', campaign: 'autumn' }, 4);
  table.note({ tenant: 'other', campaign: 'spring' }, 8);
  table.note({ tenant: 'acme', campaign: 'spring' }, 2);
  const summary = table.summary();

  test.each([
    [{ tenant: 'acme' }, true],
    [{ tenant: 'nobody' }, false],
    [{ campaign: 'spring' }, true],
    [{ campaign: 'acme' }, false],
    [{ tenant: 'other', campaign: 'autumn' }, false],
    [{ tenant: 'acme', campaign: 'spring', classes: 3 }, true],
    [{ tenant: 'acme', campaign: 'spring', classes: 12 }, false],
    [{ classes: 8 }, true],
    [{ classes: 16 }, false],
    [{ classes: 0 }, false],
    [{}, true],
  ])('says of %j that it can match: %s', (filter, expected) => {
    expect(canMatch(summary, summaryFilter(filter))).toBe(expected);
  });

  test('notices any flipped bit, in itself and in its row', () => {
    stampSummary(summary, 100, 3);
    expect(summaryIsWhole(summary, 100, 3)).toBe(true);
    expect(summaryIsWhole(summary, 101, 3)).toBe(false);
    expect(summaryIsWhole(summary, 100 + 2 ** 40, 3)).toBe(false);
    expect(summaryIsWhole(summary, 100, 2)).toBe(false);
    expect(summaryIsWhole(summary.slice(0, 4), 100, 3)).toBe(false);
    for (let bit = 0; bit < summary.length * 32; bit++) {
      const flipped = summary.slice();
      flipped[bit >> 5] = (flipped[bit >> 5] ?? 0) ^ (1 << (bit & 31));
      expect(summaryIsWhole(flipped, 100, 3)).toBe(false);
    }
  });

  test('of nothing matches nothing', () => {
    expect(canMatch(emptySummary(0), summaryFilter({ tenant: 'acme' }))).toBe(false);
  });
});
