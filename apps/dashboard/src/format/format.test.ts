import { expect, test } from 'vitest';
import { bytes, closeShare, count, counted, rate, share } from './numbers.ts';
import { ago, bareClock, clock, clockWithSeconds, duration, exactTime, latency, zone } from './times.ts';

test('numbers are formatted for reading at a glance', () => {
  expect([count(0), count(4200), count(1_234_567)]).toEqual(['0', '4,200', '1,234,567']);
  expect([counted(1, 'dialer', 'dialers'), counted(2, 'dialer', 'dialers')]).toEqual(['1 dialer', '2 dialers']);
  expect([rate(0), rate(8), rate(3.46), rate(1003.7)]).toEqual(['0', '8', '3.5', '1,004']);
  expect([share(null), share(0), share(0.03125)]).toEqual(['–', '0.0%', '3.1%']);
  expect([closeShare(0.0304, 0.03), closeShare(0.031, 0.03), closeShare(0.03, 0.03)]).toEqual([
    '3.04%',
    '3.1%',
    '3.0%',
  ]);
  expect([bytes(0), bytes(1023), bytes(1536), bytes(256 * 1024 ** 2), bytes(10 * 1024 ** 3)]).toEqual([
    '0 B',
    '1,023 B',
    '1.5 KiB',
    '256 MiB',
    '10.0 GiB',
  ]);
});

test('a time includes the day only if it is not today, and the zone where none stands beside it', () => {
  const now = new Date(2026, 10, 22, 12, 0, 0).getTime();
  const today = new Date(2026, 10, 22, 10, 2, 7).getTime();
  const yesterday = new Date(2026, 10, 21, 10, 2, 7).getTime();
  const here = zone(now);
  expect([clock(today, now), clock(yesterday, now)]).toEqual([`10:02 ${here}`, `21 Nov, 10:02 ${here}`]);
  expect([bareClock(today, now), clockWithSeconds(yesterday, now)]).toEqual(['10:02:07', `21 Nov, 10:02:07 ${here}`]);
  expect(exactTime(today)).toBe(`22 Nov 2026, 10:02:07 ${here}\n${new Date(today).toISOString()}`);
});

test('a duration has one unit and a value of at least two', () => {
  const second = 1000;
  expect([0, 45 * second, 119 * second, 120 * second, 7199 * second].map(duration)).toEqual([
    '0 s',
    '45 s',
    '119 s',
    '2 min',
    '119 min',
  ]);
  expect([2 * 3600 * second, 47 * 3600 * second, 30 * 24 * 3600 * second].map(duration)).toEqual([
    '2 h',
    '47 h',
    '30 d',
  ]);
  expect([latency(0.4), latency(12.6), latency(1500)]).toEqual(['0 ms', '13 ms', '1.5 s']);
  expect([ago(1000, 1500), ago(0, 5000), ago(9000, 0)]).toEqual(['now', '5 s ago', 'now']);
});
