import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.ts';
import { SteadyPace } from './steady-pace.ts';
import { TokenBucket } from './token-bucket.ts';

test('a steady pace makes up for late timers and never drifts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.integer({ min: 1, max: 3000 })), (rate, waits) => {
      const pace = new SteadyPace(rate, 5);
      let now = 5;
      let total = 0;
      for (const wait of waits) {
        now += wait;
        const due = pace.due(now);
        pace.emitted(due);
        total += due;
      }
      expect(total).toBe(Math.floor(((now - 5) * rate) / 1000));
    }),
  );
});

test('time spent paused does not count', () => {
  const pace = new SteadyPace(1000, 0);
  pace.pause(100);
  pace.pause(200);
  expect(pace.due(5000)).toBe(0);
  pace.resume(10_000);
  expect(pace.due(10_050)).toBe(150);
});

test.each([1, 7, 100, 5000, 1_000_000])(
  verifies('RC-2') + 'a rate of %i per second is reached but not exceeded over any second',
  (rate) => {
    const bucket = new TokenBucket(rate, 0);
    const taken: number[] = [];
    for (let now = 0; now <= 3000; now += 1) {
      let count = 0;
      while (bucket.take(now)) count++;
      taken.push(count);
    }
    const total = taken.reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(rate * 3 * 0.97);
    for (let start = 0; start + 1000 <= taken.length; start += 50) {
      const second = taken.slice(start, start + 1000).reduce((sum, count) => sum + count, 0);
      expect(second).toBeLessThanOrEqual(rate * 1.1 + 1);
    }
  },
);

test('a bucket returns the time to wait', () => {
  const bucket = new TokenBucket(4, 0);
  expect(bucket.delay(0)).toBe(0);
  expect(bucket.take(0)).toBe(true);
  expect(bucket.delay(0)).toBe(250);
  expect(bucket.take(249)).toBe(false);
  expect(bucket.take(250)).toBe(true);
});

test('a FIFO keeps its order while it is compacted', () => {
  const fifo = new Fifo<number>();
  for (let item = 0; item < 20_000; item++) fifo.push(item);
  for (let item = 0; item < 15_000; item++) expect(fifo.shift()).toBe(item);
  expect(fifo.length).toBe(5000);
  expect(fifo.at(0)).toBe(15_000);
  expect(fifo.at(4999)).toBe(19_999);
  expect(fifo.at(5000)).toBeUndefined();
  fifo.drop(6000);
  expect(fifo.length).toBe(0);
  expect(fifo.shift()).toBeUndefined();
});
