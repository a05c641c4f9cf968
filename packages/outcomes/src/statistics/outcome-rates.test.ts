import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutcomeRates } from './outcome-rates.ts';
import { statisticsWindowNames, statisticsWindows } from './statistics-window.ts';

const event = fc.record({
  later: fc.integer({ min: 0, max: 10 * 60_000 }),
  age: fc.integer({ min: -5000, max: 30 * 60_000 }),
  success: fc.boolean(),
});

test('each step of a window holds what came in it', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const rates = new OutcomeRates();
      let now = Date.UTC(2026, 10, 22);
      const seen: { readonly time: number; readonly success: boolean }[] = [];
      for (const { later, age, success } of events) {
        now += later;
        rates.advance(now);
        rates.add(now - age, success);
        seen.push({ time: Math.min(now - age, now), success });
      }
      for (const name of statisticsWindowNames) {
        const { from, stepMs, success, failure } = rates.series(name, now);
        const { windowMs, rateStepMs } = statisticsWindows[name];
        expect(stepMs).toBe(rateStepMs);
        expect(success).toHaveLength(windowMs / rateStepMs);
        for (const [counts, wanted] of [[success, true] as const, [failure, false] as const]) {
          const expected = counts.map(() => 0);
          for (const { time } of seen.filter((each) => each.success === wanted && each.time >= from)) {
            const index = Math.floor((time - from) / stepMs);
            expected[index] = (expected[index] ?? 0) + 1;
          }
          expect(counts).toEqual(expected);
        }
      }
    }),
    { numRuns: 300 },
  );
});
