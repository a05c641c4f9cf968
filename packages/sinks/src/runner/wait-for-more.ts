import type { Journal } from '@sdmp/journal';
import { type SinkClock, waitFor } from '../sink-clock.ts';

/** What is waited for: a number of positions beyond the next, or a time; whichever comes first. */
export interface MoreWanted {
  readonly next: number;
  readonly missing: number;
  readonly waitMs: number;
}

/** Resolves when a batch is as full as it gets, or when the signal is aborted. */
export async function waitForMore(
  journal: Journal,
  clock: SinkClock,
  { next, missing, waitMs }: MoreWanted,
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const stopWaiting = (): void => enough.abort();
  signal.addEventListener('abort', stopWaiting, { once: true });
  const grown = journal.grownBeyond(next + missing - 1, enough.signal).catch(() => undefined);
  await Promise.race([grown, waitFor(clock, waitMs, enough.signal)]);
  stopWaiting();
  signal.removeEventListener('abort', stopWaiting);
}

/** Resolves when the journal has grown beyond a position, or when the signal is aborted. */
export async function waitForGrowth(journal: Journal, position: number, signal: AbortSignal): Promise<void> {
  await journal.grownBeyond(position, signal).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
  });
}
