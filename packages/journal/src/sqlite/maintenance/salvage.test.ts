import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstReadable } from './salvage.ts';

test('the first position after the damage is found with few questions', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (bad, length) => {
      let asked = 0;
      const found = firstReadable(bad, bad + 2_000_000, (position) => {
        asked += 1;
        return position >= bad + length;
      });
      expect(found).toBe(bad + length);
      expect(asked).toBeLessThan(50);
    }),
  );
});

test('when nothing can be read any more it is the end', () => {
  expect(firstReadable(10, 500, () => false)).toBe(500);
  expect(firstReadable(10, 11, () => false)).toBe(11);
});
