/** A moment as people near the terminal write it. */
export interface LocalTime {
  /** `2026-11-22` */
  readonly date: string;
  /** `09:00:00` */
  readonly time: string;
  /** `UTC+01:00` */
  readonly offset: string;
}

export interface LocalClock {
  /** Name of the zone, such as `Europe/London`. */
  readonly zone: string;
  /** Returns a moment, Unix milliseconds, in local time. */
  readonly at: (time: number) => LocalTime;
}

const second = 1000;

/** Creates a clock of a time zone. Default: the zone of this machine (`TZ`). */
export function localClock(timeZone?: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  const read = (time: number): LocalTime => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of format.formatToParts(time)) parts[type] = value;
    const { year = '', month = '', day = '', hour = '', minute = '', second: seconds = '', timeZoneName = '' } = parts;
    return {
      date: `${year}-${month}-${day}`,
      time: `${hour}:${minute}:${seconds}`,
      offset: timeZoneName.replace(/^GMT(?:\+00:00)?/, 'UTC'),
    };
  };
  // Formatting costs microseconds, and many outcomes share a second.
  let lastSecond = Number.NaN;
  let last: LocalTime | undefined;
  return {
    zone: format.resolvedOptions().timeZone,
    at: (time) => {
      const wanted = Math.floor(time / second);
      if (last === undefined || wanted !== lastSecond) last = read(wanted * second);
      lastSecond = wanted;
      return last;
    },
  };
}
