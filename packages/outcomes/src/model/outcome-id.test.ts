import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeId, parseOutcomeId } from './outcome-id.ts';

test('an id reads back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.maxSafeNat(), (journal, position) => {
      expect(parseOutcomeId(outcomeId({ journal, position }))).toEqual({ journal, position });
    }),
  );
});

test.each(['', 'x', '-1', 'a-', 'a-1x', 'a-9999999999999999'])('%j is no id', (text) => {
  expect(parseOutcomeId(text)).toBeUndefined();
});
