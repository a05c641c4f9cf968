import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paced } from './pace.ts';

/** Steps given until the time, by timers that are late and a consumer that is slow. */
async function stepsUntil(endMs: number, rate: number, delays: readonly number[]): Promise<number> {
  const controller = new AbortController();
  let time = 0;
  let index = 0;
  const lateness = (): number => delays[index++ % delays.length] ?? 0;
  const pass = (durationMs: number): void => {
    time += durationMs;
    if (time >= endMs) controller.abort();
  };
  const wait = async (delayMs: number): Promise<void> => pass(delayMs + lateness());
  let steps = 0;
  for await (const due of paced({ rate, signal: controller.signal, now: () => time, wait, maxAtOnce: 50 })) {
    steps += due;
    pass(lateness());
  }
  return steps - (rate * time) / 1000;
}

test('without drift, however late timers are', async () => {
  const delays = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 7, 100, 333.3), delays, async (rate, late) => {
      const difference = await stepsUntil(20_000, rate, late);
      expect(difference).toBeLessThanOrEqual(1e-6);
      // Behind by no more than what one late timer and one slow step hold back.
      expect(difference).toBeGreaterThan(-(rate * 0.08) - 1);
    }),
    { numRuns: 50 },
  );
});
