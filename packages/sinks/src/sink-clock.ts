/** Time as sinks see it; tests pass their own. */
export interface SinkClock {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds of a clock that is never set, for rates and waits. Default: `now`. */
  readonly monotonic?: () => number;
  /** Runs `run` once after a delay, milliseconds. Returns the function that cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export const systemClock: SinkClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds that only grow, when the clock can tell. */
export function monotonicMs(clock: SinkClock): number {
  return (clock.monotonic ?? clock.now)();
}

/** Resolves after a delay, milliseconds, or at once when the signal is aborted. */
export async function waitFor(clock: SinkClock, delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(delayMs, resolve);
  const stop = (): void => resolve();
  signal.addEventListener('abort', stop, { once: true });
  await promise;
  cancel();
  signal.removeEventListener('abort', stop);
}
