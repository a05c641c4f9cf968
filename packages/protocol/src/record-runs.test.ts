import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeFormOf } from './extensions.ts';
import {
  formatRunHead,
  maxRunBytes,
  maxRunHeadLength,
  maxRunRecords,
  parseRunHead,
  runNumberBytes,
  runTokenPrefix,
} from './record-runs.ts';

const head = fc.record({
  transaction: fc.string().map((text) => text.replaceAll(/[\\\0]/g, 'x')),
  journal: fc.constantFrom('', 'a1b2', 'a1b2-2'),
  first: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - maxRunRecords }),
  count: fc.integer({ min: 1, max: maxRunRecords }),
  start: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  bytes: fc.integer({ min: 0, max: maxRunBytes }),
  isSparse: fc.boolean(),
  isRouted: fc.boolean(),
});

test('the head of a run says what was put into it', () => {
  fc.assert(
    fc.property(head, (given) => {
      const text = formatRunHead(given);
      expect(parseRunHead(text)).toEqual(given);
      expect(text.length).toBeLessThanOrEqual(maxRunHeadLength);
    }),
  );
});

const usual = {
  transaction: 't',
  journal: '',
  first: 5,
  count: 20,
  start: 0,
  bytes: 900,
  isSparse: false,
  isRouted: false,
};

test.each([
  ['no records', { count: 0 }],
  ['more records than a run may have', { count: maxRunRecords + 1 }],
  ['more bytes than a run may have', { bytes: maxRunBytes + 1 }],
  ['a position that is none', { first: Number.MAX_SAFE_INTEGER }],
])('a head with %s is none', (_, wrong) => {
  expect(parseRunHead(formatRunHead({ ...usual, ...wrong }))).toBeUndefined();
});

test('other frames are no heads', () => {
  for (const frame of ['', 'ZR', String.raw`ZR\TXt`, String.raw`OZ\TXt\ZP.5\ZL1.0.1.0.0`, `${formatRunHead(usual)}x`]) {
    expect(parseRunHead(frame)).toBeUndefined();
  }
});

test('a service that knows no runs reads the wish for them as one for short places', () => {
  expect(placeFormOf(`${runTokenPrefix}7`)).toBe('short');
});

test('the numbers of a run have their size', () => {
  expect(runNumberBytes({ count: 3, isSparse: false })).toBe(3 * 12);
  expect(runNumberBytes({ count: 3, isSparse: true })).toBe(3 * 16);
});
