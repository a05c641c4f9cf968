import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LogClock } from './log-state.ts';

const start = Date.UTC(2026, 0, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date', 'performance', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the time of the log continues when the wall clock of this process is set', () => {
  const clock = new LogClock();
  vi.advanceTimersByTime(1000);
  vi.setSystemTime(start + 900 * 86_400_000);
  expect(clock.now).toBe(start + 1000);
});

test('the servers say what time it is, however far the wall clock here is from it', () => {
  const clock = new LogClock();
  const serverTime = start - 5 * 86_400_000;
  clock.noteStored(serverTime);
  vi.advanceTimersByTime(500);
  expect(clock.now).toBe(serverTime + 500);
});

test('a message that was stored long before does not set the time of the log back', () => {
  const clock = new LogClock();
  clock.noteStored(start + 60_000);
  clock.noteStored(start - 3_600_000);
  expect(clock.now).toBe(start + 60_000);
  clock.noteStored(start + 61_000);
  expect(clock.now).toBe(start + 61_000);
});
