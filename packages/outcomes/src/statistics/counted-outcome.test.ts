import { expect, test } from 'vitest';
import { parseOutcomeLine } from '../record/parse-outcome-line.ts';
import { countedOutcome } from './counted-outcome.ts';

test('a record is counted by its reason, its agent and what it was recorded as', () => {
  const record = parseOutcomeLine(String.raw`OZ\CNSales1\ANJoe\RE10\AO167\DT`, { time: 5 });
  expect(countedOutcome(record)).toEqual({ time: 5, success: true, reason: 10, agent: 'Joe' });
  expect(countedOutcome(parseOutcomeLine(String.raw`OZ\CNSales1\RE`, { time: 5 }))).toEqual({
    time: 5,
    success: false,
    reason: undefined,
    agent: undefined,
  });
});
