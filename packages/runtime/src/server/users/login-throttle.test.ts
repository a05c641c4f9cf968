import { beforeEach, expect, test } from 'vitest';
import { LoginThrottle } from './login-throttle.ts';

const minuteMs = 60_000;
let nowMs = 0;

beforeEach(() => {
  nowMs = 0;
});

function throttle(maxKeys = 100): LoginThrottle {
  return new LoginThrottle({ free: 3, delayMs: 250, delayCapMs: 8000, maxKeys, now: () => nowMs });
}

function failTimes(on: LoginThrottle, times: number, key = 'a'): void {
  for (let count = 0; count < times; count++) on.failed(key);
}

test('some failures are free; then the delay doubles up to its cap', () => {
  const tested = throttle();
  const delays = Array.from({ length: 12 }, () => {
    tested.failed('a');
    return tested.delayOf('a');
  });
  expect(delays).toEqual([0, 0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  expect(tested.delayOf('b')).toBe(0);
});

test('failures are forgiven with time, and at once by a success', () => {
  const tested = throttle();
  failTimes(tested, 5);
  nowMs += 5 * minuteMs;
  expect(tested.delayOf('a')).toBe(250);
  nowMs += 5 * minuteMs;
  expect(tested.delayOf('a')).toBe(0);
  failTimes(tested, 9);
  tested.forget('a');
  expect(tested.delayOf('a')).toBe(0);
});

test('however many failures there were, half an hour without one is enough', () => {
  const tested = throttle();
  failTimes(tested, 10_000);
  nowMs += 30 * minuteMs;
  expect(tested.delayOf('a')).toBe(0);
});

test('it remembers a limited number of failures: the oldest goes', () => {
  const tested = throttle(50);
  failTimes(tested, 10, 'old');
  failTimes(tested, 10, 'kept');
  for (let number = 0; number < 49; number++) {
    tested.failed(`key ${number}`);
    tested.failed('kept');
  }
  expect(tested.size).toBe(50);
  expect(tested.delayOf('old')).toBe(0);
  expect(tested.delayOf('kept')).toBe(8000);
});
