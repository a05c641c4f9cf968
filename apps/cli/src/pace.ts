import { setTimeout as sleep } from 'node:timers/promises';

export interface PaceOptions {
  /** Steps a second. */
  readonly rate: number;
  /** Ends the steps. */
  readonly signal: AbortSignal;
  /** Most steps given at once, so that a long pause does not bring one huge part. Default 1000. */
  readonly maxAtOnce?: number;
  /** Milliseconds. Default `performance.now`. */
  readonly now?: () => number;
  /** Waits for a time in milliseconds. Default: a timer. */
  readonly wait?: (delayMs: number) => Promise<void>;
}

/** Timers are no finer than this. */
const shortestWaitMs = 1;
/** At high rates steps go in parts, this far apart. */
const partMs = 10;

/**
 * Gives how many steps are due, again and again. Without drift: what a late timer or a slow consumer missed is due the
 * next time, so that after any time `t` exactly `rate * t` steps have been given.
 */
export async function* paced(options: PaceOptions): AsyncGenerator<number> {
  const { rate, signal, maxAtOnce = 1000, now = () => performance.now() } = options;
  const wait = options.wait ?? ((delayMs) => sleep(delayMs, undefined, { signal }).catch(() => undefined));
  const start = now();
  let given = 0;
  while (!signal.aborted) {
    const due = Math.floor(((now() - start) / 1000) * rate) - given;
    if (due > 0) {
      const part = Math.min(due, maxAtOnce);
      given += part;
      yield part;
    } else {
      const nextAt = start + ((given + 1) / rate) * 1000;
      await wait(Math.max(nextAt - now(), rate > 1000 / partMs ? partMs : shortestWaitMs));
    }
  }
}
