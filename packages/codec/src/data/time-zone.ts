/** `utc`, `local` (of the program), or minutes east of UTC: 120 for UTC+2. */
export type TimeZone = 'utc' | 'local' | number;

const minuteMs = 60_000;

/** Returns the local time of a Unix time, encoded like a Unix time. NaN before the year 100 in `local`. */
export function localTime(time: number, zone: TimeZone): number {
  if (zone === 'utc') return time;
  if (zone !== 'local') return time + zone * minuteMs;
  const date = new Date(time);
  const year = date.getFullYear();
  // `Date.UTC` would map these years to the twentieth century.
  if (year < 100) return Number.NaN;
  return Date.UTC(
    year,
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds(),
  );
}

/** Converts local time to Unix time. When clocks are set back, the first of the two times. */
export function utcTime(wall: number, zone: TimeZone): number {
  if (zone === 'utc') return wall;
  if (zone !== 'local') return wall - zone * minuteMs;
  const date = new Date(wall);
  return new Date(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ).getTime();
}
