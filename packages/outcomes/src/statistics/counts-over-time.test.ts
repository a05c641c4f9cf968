import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CountsOverTime } from './counts-over-time.ts';

const stepMs = 10;
const steps = 4;

/** Time advances by some milliseconds; then an outcome comes that is so much older, or newer, than now. */
const event = fc.record({ later: fc.integer({ min: 0, max: 30 }), age: fc.integer({ min: -15, max: 80 }) });

test('a sum is what came in a window, of its first step the share that is still in it, whatever was late, early or asked for in between', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const counts = new CountsOverTime({ stepMs, steps });
      const seen: number[] = [];
      let now = 1000;
      for (const { later, age } of events) {
        now += later;
        const time = now - age;
        counts.at(time, now)?.add({ time, success: true, reason: 10, agent: undefined });
        const step = Math.floor(Math.min(time, now) / stepMs);
        seen.push(step);
        const newest = Math.floor(now / stepMs);
        for (const wanted of [1, 2, steps]) {
          const whole = seen.filter((each) => each > newest - wanted).length;
          const leaving = seen.filter((each) => each === newest - wanted).length;
          expect(counts.sum(wanted, now).calls).toBe(whole + Math.round(leaving * (1 - (now / stepMs - newest))));
        }
        if (later > 20) counts.expire(now);
      }
    }),
    { numRuns: 1000 },
  );
});

test('figures of an even flow slide: they do not jump when a step begins', () => {
  const counts = new CountsOverTime({ stepMs: 60_000, steps: 15 });
  const everyMs = 100;
  const windowMs = 15 * 60_000;
  const figures = new Set<number>();
  for (let now = 0; now < windowMs + 5 * 60_000; now += everyMs) {
    const success = now % 1000 === 0;
    counts.at(now, now)?.add({ time: now, success, reason: success ? 10 : 2, agent: undefined });
    if (now < windowMs + 60_000) continue;
    const { calls, connects } = counts.sum(15, now);
    figures.add(calls);
    expect(Math.abs(connects - calls / 10)).toBeLessThanOrEqual(1);
  }
  expect(Math.min(...figures)).toBeGreaterThanOrEqual(windowMs / everyMs - 1);
  expect(Math.max(...figures)).toBeLessThanOrEqual(windowMs / everyMs + 1);
});

test('what is out of time is dropped', () => {
  const counts = new CountsOverTime({ stepMs, steps });
  counts.at(1000, 1000)?.add({ time: 1000, success: true, reason: 10, agent: 'Ann' });
  counts.expire(1049);
  expect(counts.isEmpty).toBe(false);
  counts.expire(1050);
  expect(counts.isEmpty).toBe(true);
});
