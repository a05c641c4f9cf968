import { expect, test } from 'vitest';
import { placeIn, queryOf } from './place.ts';

test('the address of a place opens that place', () => {
  const place = { campaign: 'Söle & Co', letters: 'crm', outcome: 'j-17', by: 'session', wanted: 'case=1' };
  expect(placeIn(queryOf(place))).toEqual(place);
  expect(queryOf(placeIn(''))).toBe('');
  expect(queryOf(placeIn('?by=session'))).toBe('?by=session');
});

test('what an address says beyond that is left out, and a long value is cut', () => {
  expect(queryOf(placeIn('?__proto__=1&other=2'))).toBe('');
  expect(placeIn(`?campaign=${'x'.repeat(5000)}`).campaign).toHaveLength(500);
});
