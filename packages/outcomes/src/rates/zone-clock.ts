import { SdmpError } from '@sdmp/protocol';

/** What the clock of a zone shows. */
export interface ZoneTime {
  /** As `2026-11-29`. */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
}

/** Every zone is whole quarters of an hour from UTC: the zone is asked once for each. */
const quarterMs = 15 * 60_000;
/** Quarters that are remembered: a week, after which all are asked anew. */
const mostRemembered = 4 * 24 * 7;

/** Days and hours of a time zone, right where clocks change. */
export class ZoneClock {
  /** Name in the tz database, such as `Europe/London`. */
  readonly zone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #quarters = new Map<number, ZoneTime>();
  #quarter = Number.NaN;
  #time: ZoneTime = { day: '', hour: 0, weekday: 1 };

  /** Throws `INVALID_ARGUMENT` for a zone that is not known here. */
  constructor(zone: string) {
    this.zone = zone;
    try {
      this.#format = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        hourCycle: 'h23',
      });
    } catch {
      throw new SdmpError('INVALID_ARGUMENT', `'${zone}' is no known time zone: use a name such as Europe/London`);
    }
  }

  /** Returns what the clock shows at a time, Unix milliseconds. */
  at(time: number): ZoneTime {
    const quarter = Math.floor(time / quarterMs);
    if (quarter !== this.#quarter) {
      this.#time = this.#quarters.get(quarter) ?? this.#ask(quarter);
      this.#quarter = quarter;
    }
    return this.#time;
  }

  #ask(quarter: number): ZoneTime {
    // `2026-11-29, 09`
    const [day = '', hour = ''] = this.#format.format(quarter * quarterMs).split(', ');
    const time = { day, hour: Number(hour), weekday: new Date(`${day}T00:00Z`).getUTCDay() || 7 };
    if (this.#quarters.size >= mostRemembered) this.#quarters.clear();
    this.#quarters.set(quarter, time);
    return time;
  }
}
