import { expect, test } from 'vitest';
import type { Rates } from '../api/types.ts';
import { RateSeries } from './rate-series.ts';

const now = Date.UTC(2026, 10, 22, 10, 0, 0);

function rates(stepMs: number, steps: number, perStep: number): Rates {
  const counts = Array.from({ length: steps }, () => perStep);
  const from = new Date(now - steps * stepMs).toISOString();
  return { stepMs, from, complete: true, success: counts, failure: counts.map((count) => count * 2) };
}

function loaded(): RateSeries {
  const series = new RateSeries();
  series.load(rates(1000, 900, 5), rates(10_000, 360, 50));
  return series;
}

test('coarse and fine counts are shown in the same unit without a gap', () => {
  const { times, success, failure } = loaded().columns('1h', now - 60_000);
  expect(times).toHaveLength(180);
  expect(success.slice(3).every((value) => value === 5)).toBe(true);
  expect(failure.slice(3).every((value) => value === 10)).toBe(true);
});

test('seconds are added once, and missing seconds are a gap', () => {
  const series = loaded();
  for (const seconds of [1, 2, 2, 3, 21, 22, 23, 24]) series.add(now + seconds * 1000, 7, 0);
  const { times, success } = series.columns('5m', now + 24_000);
  const from = times.indexOf(now / 1000);
  // A bucket covers two seconds.
  expect(success.slice(from)).toEqual([7, 7, null, null, null, null, null, null, null, null, 7, 7]);
});

test('only the last hour is kept', () => {
  const series = new RateSeries();
  for (let seconds = 0; seconds < 3 * 3600; seconds++) series.add(now + seconds * 1000, 1, 1);
  const { success } = series.columns('1h', now + 3 * 3600 * 1000);
  expect(success.filter((value) => value === 1)).toHaveLength(180);
});

test('what is shown as now is the mean of five seconds, as the rates of dialers are, and no longer', () => {
  const series = new RateSeries();
  expect(series.latest()).toBeUndefined();
  // A busy machine counts what came in one second with the next.
  const counted = [90, 20, 20, 0, 40, 0, 40];
  for (const [second, success] of counted.entries()) series.add(now + second * 1000, success, 2 * success);
  expect(series.latest()).toEqual({ success: 20, failure: 40 });
  // After a gap the seconds before it are over.
  series.add(now + 60_000, 7, 0);
  expect(series.latest()).toEqual({ success: 7, failure: 0 });
});
