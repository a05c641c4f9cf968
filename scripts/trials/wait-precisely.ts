import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/** Waits with a resolution below a millisecond, because a commit takes less than one. */
export async function waitPrecisely(durationMs: number): Promise<void> {
  const end = performance.now() + durationMs;
  if (durationMs >= 2) await sleep(Math.floor(durationMs) - 1);
  while (performance.now() < end) await turn();
}
