/** Aborted by the first of an interruption and the end of the time; without a time, by the interruption alone. */
export function timeLimited(interrupted: AbortSignal, durationMs: number | undefined): AbortSignal {
  return durationMs === undefined ? interrupted : AbortSignal.any([interrupted, AbortSignal.timeout(durationMs)]);
}
