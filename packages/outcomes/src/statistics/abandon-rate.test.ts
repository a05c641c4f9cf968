import { reasons } from '@sdmp/protocol';
import { expect, test } from 'vitest';
import { abandonRate, abandonRule, callResultOf } from './abandon-rate.ts';

function codesWith(result: string): readonly number[] {
  return reasons.map(({ code }) => code).filter((code) => callResultOf(code) === result);
}

test('answered are the reasons of live calls, abandoned those without an agent', () => {
  expect(codesWith('answered')).toEqual([10, 98, 99]);
  expect(codesWith('abandoned')).toEqual([7]);
});

test('the rule names the reasons that it counts, so that a report can say them', () => {
  expect(abandonRule.abandoned).toEqual([{ reason: 7, name: 'Abandoned' }]);
  expect(abandonRule.answered.map(({ reason }) => reason)).toEqual([10, 98, 99]);
});

test('an outcome without a reason, or with one of the installation, is neither', () => {
  expect([undefined, 150, 100_000].map(callResultOf)).toEqual(['neither', 'neither', 'neither']);
});

test('the rate is a share of the calls that a person answered, and unknown without any', () => {
  expect(abandonRate({ abandoned: 3, answered: 97 })).toBe(0.03);
  expect(abandonRate({ abandoned: 2, answered: 0 })).toBe(1);
  expect(abandonRate({ abandoned: 0, answered: 0 })).toBeUndefined();
});
