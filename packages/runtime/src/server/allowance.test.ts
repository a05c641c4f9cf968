import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { Allowance } from './allowance.ts';

test(`${verifies('LIM-4')}an allowance has a burst of a second, then its rate, over any time`, () => {
  const allowance = new Allowance(100, 0);
  let used = 0;
  for (let now = 0; now <= 10_000; now += 10) {
    while (allowance.waitMs(now) === 0) {
      allowance.use(1);
      used++;
    }
  }
  expect(used).toBeGreaterThanOrEqual(1100);
  expect(used).toBeLessThanOrEqual(1102);
});

test('what overdraws it is waited for', () => {
  const allowance = new Allowance(100, 0);
  expect(allowance.waitMs(0)).toBe(0);
  allowance.use(150);
  expect(allowance.waitMs(0)).toBe(500);
  expect(allowance.waitMs(499)).toBe(50);
  expect(allowance.waitMs(510)).toBe(0);
});
