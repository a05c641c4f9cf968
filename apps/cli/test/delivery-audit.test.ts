import { expect, test } from 'vitest';
import { Ledger } from '../../../scripts/trials/crash/delivery-audit.ts';

const nothing = { lost: 0, invented: 0, outOfOrder: 0, doubled: 0 };

/** Ten lines were fed, of which the first five are known to be on disk. */
function ledger(): Ledger {
  const known = new Ledger();
  known.feed(10);
  known.commit(0, 5);
  return known;
}

const kept = [0, 1, 2, 3, 4];

test.each([
  ['what was committed is there', kept, kept, nothing],
  ['what was fed may be there', [...kept, 5, 6], [...kept, 5, 6], nothing],
  ['a committed outcome is not delivered', kept, [0, 1, 3, 4], { ...nothing, lost: 1 }],
  ['a committed outcome is nowhere', [0, 1, 3, 4], [0, 1, 3, 4], { ...nothing, lost: 1 }],
  ['a recorded outcome is not delivered', [...kept, 5], kept, { ...nothing, lost: 1 }],
  ['a delivered outcome is not recorded', kept, [...kept, 5], { ...nothing, invented: 1 }],
  ['an outcome comes twice', kept, [0, 1, 2, 3, 3, 4], { ...nothing, doubled: 1 }],
  ['an outcome comes too late', kept, [0, 2, 1, 3, 4], { ...nothing, outOfOrder: 1 }],
])('the trials see it when %s', (_, journal, reader, expected) => {
  expect(ledger().judge(journal, reader)).toEqual(expected);
});

test('the trials see what was never fed', () => {
  expect(ledger().judge(kept, [...kept, 10]).invented).toBeGreaterThan(0);
  expect(ledger().judge(kept, [...kept, Number.NaN]).invented).toBeGreaterThan(0);
});

test('what retention or an erasure may have taken is not lost, but must be gone from the journal', () => {
  const trimmed = ledger();
  trimmed.mayLackBelow(2);
  trimmed.mayLack((number) => number % 4 === 0);
  expect(trimmed.judge([2, 3], [2, 3])).toEqual(nothing);
  expect(trimmed.judge([2, 3], kept)).toEqual(nothing);
  expect(trimmed.judge(kept, [2, 3]).lost).toBe(3);
  expect(trimmed.judge([3], [3]).lost).toBe(1);
});

test('what is fed after an erasure is not erased', () => {
  const erased = ledger();
  erased.mayLack(() => true);
  erased.feed(2);
  erased.commit(10, 2);
  expect(erased.judge([10], [10]).lost).toBe(1);
});
