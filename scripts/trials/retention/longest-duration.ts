import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The longest of what is measured since it was last asked for. */
export class Longest {
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

/** How long this process itself stood still, at most, since it was last asked. */
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
