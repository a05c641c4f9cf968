import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestAbandonedCalls, isOverAbandonLimit, wilsonLowerBound } from './abandon-limit.ts';
import { abandonRate } from './abandon-rate.ts';

const limit = 0.03;

/** How likely each number of abandoned calls is, from 0 on, where each of `calls` is abandoned with the same chance. */
function* likelihoods(calls: number, chance: number): Generator<number> {
  let logarithm = calls * Math.log(1 - chance);
  for (let abandoned = 0; abandoned <= calls; abandoned++) {
    yield Math.exp(logarithm);
    logarithm += Math.log(((calls - abandoned) / (abandoned + 1)) * (chance / (1 - chance)));
  }
}

test('the lower end of the interval is that of published examples', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  expect(wilsonLowerBound(81, 263)).toBeCloseTo(0.2553, 4);
  expect(wilsonLowerBound(15, 148)).toBeCloseTo(0.0624, 4);
  expect(wilsonLowerBound(0, 20)).toBe(0);
  expect(wilsonLowerBound(1, 29)).toBeCloseTo(0.0061, 4);
});

test('a handful of calls is never above the limit, whatever became of them', () => {
  for (let abandoned = 0; abandoned < fewestAbandonedCalls; abandoned++)
    expect(isOverAbandonLimit({ abandoned, answered: 0 }, limit)).toBe(false);
  expect(isOverAbandonLimit({ abandoned: 0, answered: 0 }, 0)).toBe(false);
});

test.each([
  { abandoned: 5, answered: 0, isOver: true },
  { abandoned: 5, answered: 60, isOver: true },
  { abandoned: 5, answered: 80, isOver: false },
  { abandoned: 40, answered: 960, isOver: false },
  { abandoned: 41, answered: 959, isOver: true },
  { abandoned: 3100, answered: 96_900, isOver: false },
  { abandoned: 3200, answered: 96_800, isOver: true },
])('$abandoned abandoned beside $answered answered calls: $isOver at a limit of 3%', ({ isOver, ...counts }) => {
  expect(isOverAbandonLimit(counts, limit)).toBe(isOver);
});

test('the more calls, the nearer to the limit it is noticed', () => {
  const noticed = (calls: number): number => {
    let abandoned = 0;
    while (!isOverAbandonLimit({ abandoned, answered: calls - abandoned }, limit)) abandoned++;
    return abandoned / calls;
  };
  const shares = [10, 100, 1000, 10_000, 100_000].map(noticed);
  expect(shares).toEqual(shares.toSorted((one, another) => another - one));
  expect(shares.at(-1)).toBeLessThan(0.0312);
});

test('what abandons exactly the limit is taken for more in at most 7 of 100 looks', () => {
  for (const chance of [0.01, limit, 0.05]) {
    for (let calls = 1; calls <= 3000; calls += calls < 300 ? 1 : 17) {
      let rest = 1;
      let abandoned = 0;
      for (const likelihood of likelihoods(calls, chance)) {
        if (isOverAbandonLimit({ abandoned, answered: calls - abandoned }, chance)) break;
        rest -= likelihood;
        abandoned++;
      }
      expect(rest, `${calls} calls at ${chance}`).toBeLessThan(0.07);
    }
  }
});

test('whatever is above the limit has a rate above it', () => {
  const counts = fc.record({ abandoned: fc.nat(100_000), answered: fc.nat(1_000_000) });
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (each, anyLimit) => {
      if (isOverAbandonLimit(each, anyLimit)) expect(abandonRate(each)).toBeGreaterThan(anyLimit);
    }),
  );
});
