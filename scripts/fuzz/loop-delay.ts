import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late the event loop of a process was, milliseconds. */
export interface LoopDelay {
  readonly p99: number;
  readonly max: number;
}

/** How often it is looked, milliseconds. */
const resolutionMs = 2;
const nanosecondsPerMs = 1e6;

/** Measures the event loop of this process. */
export class LoopDelayMeter {
  readonly #histogram = monitorEventLoopDelay({ resolution: resolutionMs });

  constructor() {
    this.#histogram.enable();
  }

  /** Returns what was measured since it was last asked. */
  take(): LoopDelay {
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / nanosecondsPerMs - resolutionMs);
    const delay = { p99: late(this.#histogram.percentile(99)), max: late(this.#histogram.max) };
    this.#histogram.reset();
    return delay;
  }
}
