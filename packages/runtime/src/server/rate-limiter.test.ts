import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

/** Plays a reader that keeps up against a fake clock with timers that are late now and then. */
function play(rate: number, seconds: number, lateness: readonly number[]): { at: number; count: number }[] {
  let now = 1000;
  const limiter = new RateLimiter(rate, { now: () => now });
  const sends: { at: number; count: number }[] = [];
  const end = now + seconds * 1000;
  for (let step = 0; now < end; step++) {
    const count = limiter.take(1_000_000);
    if (count > 0) sends.push({ at: now, count });
    now += Math.max(1, limiter.waitMs()) + (lateness[step % lateness.length] ?? 0);
  }
  return sends;
}

function mostInAnySecond(sends: readonly { at: number; count: number }[]): number {
  let most = 0;
  let inWindow = 0;
  let oldest = 0;
  for (const { at, count } of sends) {
    inWindow += count;
    while (at - (sends[oldest]?.at ?? at) >= 1000) inWindow -= sends[oldest++]?.count ?? 0;
    most = Math.max(most, inWindow);
  }
  return most;
}

const rates = [1, 2, 7, 100, 999, 10_000, 1_000_000];

test.each(rates)(`${verifies('RC-2')}%i a second is held over any second and reached to 97%%`, (rate) => {
  const sends = play(rate, 20, [0, 0, 1, 0, 2]);
  const total = sends.reduce((sum, { count }) => sum + count, 0);
  expect(mostInAnySecond(sends)).toBeLessThanOrEqual(rate);
  expect(total).toBeGreaterThanOrEqual(Math.floor(0.97 * rate * 20));
});

test(`${verifies('RC-2')}after any pause no more than 100 ms worth comes at once`, () => {
  for (const rate of rates) {
    let now = 0;
    const limiter = new RateLimiter(rate, { now: () => now });
    for (const pauseMs of [50, 100, 200, 1000, 60_000]) {
      now += pauseMs;
      expect(limiter.take(Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(Math.max(1, rate / 10));
    }
  }
});

test(`${verifies('RC-2')}turns that come up to 100 ms late cost nothing of the rate`, () => {
  const sends = play(1_000_000, 20, [95, ...Array.from({ length: 200 }, () => 0)]);
  const total = sends.reduce((sum, { count }) => sum + count, 0);
  expect(mostInAnySecond(sends)).toBeLessThanOrEqual(1_000_000);
  expect(total).toBeGreaterThanOrEqual(0.97 * 20_000_000);
});

test(`${verifies('RC-2')}no lateness of timers leads to more than the rate in a second`, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
      (rate, lateness) => mostInAnySecond(play(rate, 5, lateness)) <= rate,
    ),
  );
});

test('what is put back can be taken again', () => {
  const limiter = new RateLimiter(1000, { now: () => 5 });
  const taken = limiter.take(10);
  limiter.putBack(taken);
  expect(limiter.take(10)).toBe(taken);
});
