import type { RateState } from './statistics-state.ts';
import { type StatisticsWindow, statisticsWindows } from './statistics-window.ts';

/** Outcomes per step of time. */
export interface RateSeries {
  readonly stepMs: number;
  /** Start of the first step, Unix milliseconds. */
  readonly from: number;
  /** Oldest first; the last step is still filling. */
  readonly success: readonly number[];
  readonly failure: readonly number[];
}

/** Counts of one window: a number for each step, success and failure. */
class StepCounts {
  readonly #stepMs: number;
  readonly #steps: number;
  readonly #success: Float64Array;
  readonly #failure: Float64Array;
  #newest = 0;

  constructor(stepMs: number, steps: number) {
    this.#stepMs = stepMs;
    this.#steps = steps;
    this.#success = new Float64Array(steps);
    this.#failure = new Float64Array(steps);
  }

  add(time: number, success: number, failure: number): void {
    const step = Math.min(Math.floor(time / this.#stepMs), this.#newest);
    if (step <= this.#newest - this.#steps) return;
    const index = step % this.#steps;
    this.#success[index] = (this.#success[index] ?? 0) + success;
    this.#failure[index] = (this.#failure[index] ?? 0) + failure;
  }

  advance(now: number): void {
    const newest = Math.floor(now / this.#stepMs);
    const firstToClear = Math.max(this.#newest + 1, newest - this.#steps + 1);
    for (let step = firstToClear; step <= newest; step++) {
      this.#success[step % this.#steps] = 0;
      this.#failure[step % this.#steps] = 0;
    }
    this.#newest = Math.max(this.#newest, newest);
  }

  state(): RateState {
    return { newest: this.#newest, success: [...this.#success], failure: [...this.#failure] };
  }

  restore({ newest, success, failure }: RateState): void {
    this.#newest = newest;
    this.#success.set(success.slice(0, this.#steps));
    this.#failure.set(failure.slice(0, this.#steps));
  }

  series(): RateSeries {
    const first = this.#newest - this.#steps + 1;
    const inOrder = (counts: Float64Array): number[] =>
      Array.from({ length: this.#steps }, (_, index) => counts[(first + index) % this.#steps] ?? 0);
    return {
      stepMs: this.#stepMs,
      from: first * this.#stepMs,
      success: inOrder(this.#success),
      failure: inOrder(this.#failure),
    };
  }
}

function stepCountsOf(window: StatisticsWindow): StepCounts {
  const { windowMs, rateStepMs } = statisticsWindows[window];
  return new StepCounts(rateStepMs, windowMs / rateStepMs);
}

/** Steps begin at whole multiples of it, so that outcomes of one of these fall in the same step of every window, milliseconds. */
const finestMs = 1000;

/** How many outcomes there were over time, for each window in steps that suit a chart. Its size is fixed. */
export class OutcomeRates {
  readonly #windows: Readonly<Record<StatisticsWindow, StepCounts>> = {
    '15m': stepCountsOf('15m'),
    '1h': stepCountsOf('1h'),
    '24h': stepCountsOf('24h'),
  };
  readonly #all = Object.values(this.#windows);
  /** Of the second that begins here what is not in the windows yet: outcomes that come one behind the other are of one mostly. */
  #second = 0;
  #success = 0;
  #failure = 0;

  /** `advance` is to be called before, with the present. A time to come counts as now. */
  add(time: number, success: boolean): void {
    if (time < this.#second || time >= this.#second + finestMs) {
      this.#settle();
      this.#second = Math.floor(time / finestMs) * finestMs;
    }
    if (success) this.#success++;
    else this.#failure++;
  }

  /** Takes away what `add` counted, or will count. */
  takeAway(time: number, success: boolean): void {
    for (const counts of this.#all) counts.add(time, success ? -1 : 0, success ? 0 : -1);
  }

  /** Now is so late, Unix milliseconds. */
  advance(now: number): void {
    this.#settle();
    for (const counts of this.#all) counts.advance(now);
  }

  series(window: StatisticsWindow, now: number): RateSeries {
    this.advance(now);
    return this.#windows[window].series();
  }

  /** Returns everything counted as plain data, the shortest window first. */
  state(): readonly RateState[] {
    this.#settle();
    return this.#all.map((counts) => counts.state());
  }

  /** Takes in what `state` returned; only before the first outcome. */
  restore(state: readonly RateState[]): void {
    for (const [index, counts] of this.#all.entries()) {
      const own = state[index];
      if (own !== undefined) counts.restore(own);
    }
  }

  #settle(): void {
    if (this.#success === 0 && this.#failure === 0) return;
    for (const counts of this.#all) counts.add(this.#second, this.#success, this.#failure);
    this.#success = 0;
    this.#failure = 0;
  }
}
