import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Measures pauses of this process, to distinguish them from those of the service. */
export function watchPauses(): { readonly longestMs: () => number } {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  return {
    longestMs: () => {
      monitor.disable();
      return monitor.max / 1e6;
    },
  };
}
