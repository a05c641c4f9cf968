import type { SinkRetry } from './sink-runner-options.ts';

/**
 * How long to wait after `failures` in a row, milliseconds: from half of a doubling delay to all of it, and never less
 * than the receiver asked for. `chance` is a number from 0 to below 1.
 */
export function retryDelay(failures: number, chance: number, retry: SinkRetry, askedMs = 0): number {
  // The exponent is held down: a sink may fail for years.
  const end = Math.min(retry.longestMs, retry.firstMs * 2 ** Math.min(50, Math.max(0, failures - 1)));
  return Math.max(Math.ceil((end * (1 + chance)) / 2), Math.min(askedMs, retry.longestAskedMs));
}
