import { argument } from './argument.ts';

const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** Reads `2026-11-22` (UTC) or `2026-11-22T09:00+01:00` to Unix milliseconds. */
export const parseTime = argument((text) => {
  const time = form.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}, 'A time is a date (UTC), or has a zone, such as 2026-11-22, 2026-11-22T09:00Z or 2026-11-22T09:00+01:00.');
