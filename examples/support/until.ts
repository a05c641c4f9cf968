import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so; the test's timeout ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}
