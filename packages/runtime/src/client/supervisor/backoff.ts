export interface BackoffSettings {
  /** Upper end of the first delay, milliseconds. */
  readonly baseMs: number;
  /** Upper end of every delay, milliseconds. */
  readonly capMs: number;
}

/** Returns the upper end of the delay after that many failed attempts in a row, milliseconds. */
export function longestBackoff(failures: number, { baseMs, capMs }: BackoffSettings): number {
  return Math.min(capMs, baseMs * 2 ** Math.max(0, failures - 1));
}

/**
 * How long to wait after `failures` attempts in a row that failed, milliseconds: full jitter, so that a thousand clients
 * of a service that comes back do not arrive together (CL-2). `chance` is a random number from 0 to below 1.
 */
export function backoffDelay(failures: number, chance: number, settings: BackoffSettings): number {
  return Math.floor(chance * longestBackoff(failures, settings));
}
