import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Keeps the longest duration since the last `take`, milliseconds. */
export class LongestDuration {
  #ms = 0;

  note(ms: number): void {
    this.#ms = Math.max(this.#ms, ms);
  }

  take(): number {
    const ms = this.#ms;
    this.#ms = 0;
    return ms;
  }
}

/** Measures the longest pause of this process since the last `take`, milliseconds. */
export function watchPauses(): { readonly take: () => number; readonly stop: () => void } {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  return {
    take: () => {
      const ms = monitor.max / 1e6;
      monitor.reset();
      return ms;
    },
    stop: () => monitor.disable(),
  };
}
