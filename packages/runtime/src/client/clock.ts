/** Time as the client sees it; tests pass their own. */
export interface Clock {
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  /** Runs `run` once after a delay, milliseconds. Returns the function that cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/**
 * The clock of the process. What has arrived when the time is up goes first: a process that stood still for a while must
 * not take that for silence of the other side.
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    let behindArrivals: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => {
      behindArrivals = setImmediate(run);
    }, delayMs);
    return () => {
      clearTimeout(timer);
      clearImmediate(behindArrivals);
    };
  },
};
