import { expect, test } from 'vitest';
import { ArrivalTimes } from './arrival-times.ts';

const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

function startTimes() {
  let now = Date.UTC(2026, 0, 1);
  const told: number[] = [];
  const times = new ArrivalTimes({ now: () => now, onReplaced: (count) => told.push(count) });
  return { times, told, now: () => now, pass: (ms: number): void => void (now += ms) };
}

test('a time that can be is recorded as the dialer states it', () => {
  const { times, told, now } = startTimes();
  times.begin();
  for (const stated of [now(), now() + 9 * minuteMs, now() - 9 * yearMs]) expect(times.of(stated)).toBe(stated);
  times.end();
  expect(told).toEqual([]);
});

test('a time that cannot be gives way to the time of arrival, and the number of those is told', () => {
  const { times, told, now, pass } = startTimes();
  pass(minuteMs);
  times.begin();
  for (const stated of [Date.UTC(2999, 0, 1), now() + 11 * minuteMs, now() - 11 * yearMs]) {
    expect(times.of(stated)).toBe(now());
  }
  times.end();
  times.begin();
  times.end();
  expect(told).toEqual([3]);
});

test('a batch that is stored a second time, without what is refused, counts its times once', () => {
  const { times, told } = startTimes();
  for (let attempt = 0; attempt < 2; attempt++) {
    times.begin();
    times.of(Date.UTC(2999, 0, 1));
  }
  times.end();
  expect(told).toEqual([1]);
});
