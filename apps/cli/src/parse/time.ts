import { argument } from './argument.ts';

const form =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?$/;

/** Whether the calendar has such a day: `Date.parse` takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(day);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

/** Reads `2026-11-22` (UTC) or `2026-11-22T09:00+01:00` to Unix milliseconds. */
export const parseTime = argument((text) => {
  const [, day = ''] = form.exec(text) ?? [];
  const time = isDay(day) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}, 'A time is a date of the calendar (UTC), or has a zone, to the millisecond at most, such as 2026-11-22, 2026-11-22T09:00Z or 2026-11-22T09:00+01:00.');
