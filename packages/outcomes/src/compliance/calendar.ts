import { SdmpError } from '@sdmp/protocol';

/** A calendar day, as `2026-11-29`. Days compare as their texts do. */
export type CalendarDay = string;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Outcomes come mostly one behind the other: the zone is asked once for this stretch. Midnight of every zone falls on a quarter of an hour UTC. */
const stretchMs = 15 * minuteMs;

/** Days of one time zone, with days of 23 and 25 hours where clocks change. */
export class Calendar {
  /** Name of the zone in the tz database, such as `Europe/London`. */
  readonly zone: string;
  readonly #format: Intl.DateTimeFormat;
  #stretch = Number.NaN;
  #day: CalendarDay = '';

  /** Throws `INVALID_ARGUMENT` for a zone that is not known here. */
  constructor(zone: string) {
    this.zone = zone;
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    try {
      // Canada writes days as ISO does.
      this.#format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts });
    } catch {
      throw new SdmpError('INVALID_ARGUMENT', `'${zone}' is no known time zone: use a name such as Europe/London`);
    }
  }

  /** Returns the day of a time, Unix milliseconds. */
  dayOf(time: number): CalendarDay {
    const stretch = Math.floor(time / stretchMs);
    if (stretch !== this.#stretch) {
      this.#day = this.#format.format(time);
      this.#stretch = stretch;
    }
    return this.#day;
  }

  /** Returns when a day begins, Unix milliseconds. */
  startOf(day: CalendarDay): number {
    // No zone is further from UTC than a day, and a day begins at a full minute.
    let before = Date.parse(`${day}T00:00Z`) - dayMs;
    let from = before + 2 * dayMs;
    while (from - before > minuteMs) {
      const middle = before + Math.floor((from - before) / 2 / minuteMs) * minuteMs;
      if (this.#format.format(middle) < day) before = middle;
      else from = middle;
    }
    return from;
  }
}

/** Returns the day that is `days` later. */
export function daysLater(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, day.length);
}

/** Returns how many days `later` is after `day`. */
export function daysBetween(day: CalendarDay, later: CalendarDay): number {
  return Math.round((Date.parse(`${later}T00:00Z`) - Date.parse(`${day}T00:00Z`)) / dayMs);
}
