/** Timers take no more; 25 days. */
const longestTimerMs = 2 ** 31 - 1;

/** Aborted by the first of an interruption and the end of the time; without a time, by the interruption alone. */
export function timeLimited(interrupted: AbortSignal, durationMs: number | undefined): AbortSignal {
  if (durationMs === undefined) return interrupted;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), Math.min(durationMs, longestTimerMs));
  const interrupt = (): void => {
    clearTimeout(timer);
    limit.abort();
  };
  if (interrupted.aborted) interrupt();
  else interrupted.addEventListener('abort', interrupt, { once: true });
  return limit.signal;
}
