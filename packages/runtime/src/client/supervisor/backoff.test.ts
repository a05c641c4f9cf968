import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelay } from './backoff.ts';

const settings = { baseMs: 200, capMs: 30_000 };
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test(`${verifies('CL-2')}the delay lies between nothing and the doubled base, never above the cap`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), chance, (failures, luck) => {
      const delay = backoffDelay(failures, luck, settings);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThan(Math.min(30_000, 200 * 2 ** (failures - 1)));
    }),
  );
});

test(`${verifies('CL-2')}the whole range is used: full jitter`, () => {
  expect(backoffDelay(3, 0, settings)).toBe(0);
  expect(backoffDelay(3, 0.5, settings)).toBe(400);
  expect(backoffDelay(20, 0.999_999, settings)).toBe(29_999);
});
