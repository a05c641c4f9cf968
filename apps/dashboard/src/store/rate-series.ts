import type { Rates } from '../api/types.ts';

const second = 1000;
const minute = 60 * second;

/** Time ranges of the chart, with a point for every `bucketMs`. */
export const chartWindows = {
  '5m': { windowMs: 5 * minute, bucketMs: 2 * second, words: 'the last 5 minutes' },
  '15m': { windowMs: 15 * minute, bucketMs: 5 * second, words: 'the last 15 minutes' },
  '1h': { windowMs: 60 * minute, bucketMs: 20 * second, words: 'the last hour' },
} as const;

export type ChartWindow = keyof typeof chartWindows;

/** What counts as now, the time over which the bridge takes the rates of its parts: a single second says more about timers. */
const nowMs = 5 * second;

const keptMs = chartWindows['1h'].windowMs + minute;

/** Outcomes per second from `time` on (Unix milliseconds). */
interface Point {
  readonly time: number;
  readonly success: number;
  readonly failure: number;
}

/** Columns of a chart: Unix seconds, successes and failures per second; null where no value is known. */
export interface ChartColumns {
  readonly times: number[];
  readonly success: (number | null)[];
  readonly failure: (number | null)[];
}

function pointsOf({ stepMs, from, success, failure }: Rates): Point[] {
  const start = Date.parse(from);
  const perSecond = second / stepMs;
  // The last step is incomplete: its seconds arrive one by one.
  return success.slice(0, -1).map((count, index) => ({
    time: start + index * stepMs,
    success: count * perSecond,
    failure: (failure[index] ?? 0) * perSecond,
  }));
}

/** Outcomes per second over the last hour; older points are removed. */
export class RateSeries {
  #points: Point[] = [];

  /** Starts with the history from the bridge: the fine part, and the coarse one before it. */
  load(fine: Rates, coarse: Rates): void {
    const newest = pointsOf(fine);
    const fineFrom = newest[0]?.time ?? Number.POSITIVE_INFINITY;
    const older = pointsOf(coarse).filter(({ time }) => time + coarse.stepMs <= fineFrom);
    this.#points = [...older, ...newest];
  }

  /** Adds the second that ends at `time`. */
  add(time: number, success: number, failure: number): void {
    const last = this.#points.at(-1);
    const from = time - second;
    if (last !== undefined && from <= last.time) return;
    this.#points.push({ time: from, success, failure });
    if ((this.#points[0]?.time ?? time) < time - keptMs - minute) {
      this.#points = this.#points.filter((point) => point.time >= time - keptMs);
    }
  }

  /** Returns the mean of the latest seconds, undefined when nothing is known yet. */
  latest(): Pick<Point, 'success' | 'failure'> | undefined {
    const newest = this.#points.at(-1);
    if (newest === undefined) return undefined;
    const points = this.#points.slice(-nowMs / second).filter(({ time }) => time > newest.time - nowMs);
    const mean = (of: 'success' | 'failure'): number => points.reduce((sum, each) => sum + each[of], 0) / points.length;
    return { success: mean('success'), failure: mean('failure') };
  }

  columns(window: ChartWindow, now: number): ChartColumns {
    const { windowMs, bucketMs } = chartWindows[window];
    const first = Math.ceil((now - windowMs) / bucketMs);
    const buckets = Math.max(0, Math.floor(now / bucketMs) - first);
    const sums = Array.from({ length: buckets }, () => ({ success: 0, failure: 0, points: 0 }));
    for (const { time, success, failure } of this.#points) {
      const sum = sums[Math.floor(time / bucketMs) - first];
      if (sum === undefined) continue;
      sum.success += success;
      sum.failure += failure;
      sum.points++;
    }
    const mean = (total: number, points: number): number | null => (points === 0 ? null : total / points);
    return {
      times: sums.map((_, index) => ((first + index) * bucketMs) / second),
      success: sums.map(({ success, points }) => mean(success, points)),
      failure: sums.map(({ failure, points }) => mean(failure, points)),
    };
  }
}
