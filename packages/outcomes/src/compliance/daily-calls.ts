import { SdmpError } from '@sdmp/protocol';
import type { Calendar, CalendarDay } from './calendar.ts';
import { type CallCounts, callKindOf, type ClassifiedOutcome, noCalls, together } from './call-counts.ts';

/** Days that are kept of one campaign; beyond them counting fails by name. */
export const maxDaysCounted = 4000;

type Counting = { -readonly [Kind in keyof CallCounts]: number };

/** Counts the calls of one campaign by the days of a calendar. */
export class DailyCalls {
  readonly #calendar: Calendar;
  readonly #days = new Map<CalendarDay, Counting>();
  readonly #kindOf: typeof callKindOf;

  constructor(calendar: Calendar, kindOf: typeof callKindOf = callKindOf) {
    this.#calendar = calendar;
    this.#kindOf = kindOf;
  }

  /**
   * Counts an outcome that was recorded at `time`, Unix milliseconds, or with -1 takes one back that was counted. Throws `INVALID_ARGUMENT` beyond `maxDaysCounted` days.
   */
  add(time: number, outcome: ClassifiedOutcome, sign: 1 | -1 = 1): void {
    const kind = this.#kindOf(outcome);
    if (kind === 'other') return;
    const day = this.#calendar.dayOf(time);
    let counts = this.#days.get(day);
    if (counts === undefined) {
      if (this.#days.size >= maxDaysCounted) {
        throw new SdmpError('INVALID_ARGUMENT', `calls of more than ${maxDaysCounted} days: count a shorter time`);
      }
      counts = { ...noCalls };
      this.#days.set(day, counts);
    }
    counts[kind] += sign;
  }

  /** Returns the days that have calls, the earliest first. */
  days(): readonly (readonly [day: CalendarDay, counts: CallCounts])[] {
    return Array.from(this.#days).toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Returns the calls of all days together; undefined without calls. */
  total(): CallCounts | undefined {
    return this.#days.size === 0 ? undefined : [...this.#days.values()].reduce(together, noCalls);
  }
}
