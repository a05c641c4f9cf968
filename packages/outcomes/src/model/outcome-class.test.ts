import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { classesWanted, defaultSuccessRule, outcomeClass } from './outcome-class.ts';

test.each([
  [10, undefined, true],
  [10, 0, true],
  [5, 1, true],
  [undefined, 0, true],
  [5, undefined, false],
  [0, undefined, false],
  [undefined, undefined, false],
])(verifies('OZ-4') + 'RE %s with AO %s: success %s', (reason, agentOutcome, isSuccess) => {
  expect(defaultSuccessRule(reason, agentOutcome)).toBe(isSuccess);
});

test('a request wants the classes of its flags', () => {
  expect(classesWanted({})).toBe(0);
  expect(classesWanted({ successOutcomes: true, failureOutcomes: false })).toBe(outcomeClass.success);
  expect(classesWanted({ successOutcomes: true, failureOutcomes: true, managementOutcomes: true })).toBe(7);
});
