import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long this process itself stood still, so that its own pauses can be told from those of the service. */
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
