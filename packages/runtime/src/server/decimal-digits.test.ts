import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeDigits } from './decimal-digits.ts';

test('digits are what String gives, one or two bytes each', () => {
  const numbers = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 9, 10, 999_999_999, 1_000_000_000));
  fc.assert(
    fc.property(numbers, fc.nat(5), fc.constantFrom<1 | 2>(1, 2), (value, at, cell) => {
      const target = Buffer.alloc(64, 0xff);
      const end = writeDigits(target, at, value, cell);
      expect(target.toString(cell === 1 ? 'latin1' : 'utf16le', at, end)).toBe(String(value));
      expect(target[end]).toBe(0xff);
    }),
  );
});
