/** How late the event loop was while it was watched. */
export interface LoopDelays {
  readonly longestMs: number;
  /** The sum of what each delay exceeded `graceMs` by. */
  readonly lostMs: number;
}

const intervalMs = 5;

/** Delays up to this cost a paced delivery nothing: half of its burst. */
export const graceMs = 50;

/** Watches how late timers of this process are, so that a test of a rate can tell a wrong pace from a busy machine. */
export function watchLoop(): { readonly end: () => LoopDelays } {
  let longestMs = 0;
  let lostMs = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    const lateMs = now - last - intervalMs;
    last = now;
    longestMs = Math.max(longestMs, lateMs);
    lostMs += Math.max(0, lateMs - graceMs);
  };
  const timer = setInterval(look, intervalMs);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return { longestMs, lostMs };
    },
  };
}
