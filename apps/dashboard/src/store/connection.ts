/** State of the connection to the bridge. Times in Unix milliseconds. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Still open, but nothing has come since. */
  | { readonly kind: 'late'; readonly since: number }
  /** The next attempt is at `retryAt`. */
  | { readonly kind: 'lost'; readonly since: number; readonly retryAt: number; readonly reason: string }
  /** The tab is in the background, or the API asks for a token. */
  | { readonly kind: 'asleep' };

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/** Returns the delay before an attempt, numbered from 1: doubled each time, with jitter over half of it. */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  return pause * (0.75 + 0.5 * random());
}
