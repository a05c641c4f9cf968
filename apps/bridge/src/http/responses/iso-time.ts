/** Dates end here; a peer may send anything. */
const lastTime = 8.64e15;

/** A time in an answer: ISO 8601, UTC, milliseconds. */
export function isoTime(unixMs: number): string {
  return new Date(Math.min(Math.max(unixMs, -lastTime), lastTime)).toISOString();
}
