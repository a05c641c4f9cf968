import { MinuteHistory, type Minutes } from '@sdmp/events';

/** Periods of the link that are kept. */
const mostPeriods = 100;

const columns = ['recorded', 'duplicates'] as const;

/** A time in which the link was up, or down. Times in Unix milliseconds. */
export interface LinkPeriod {
  readonly isUp: boolean;
  readonly from: number;
  /** Undefined while it lasts. */
  readonly to: number | undefined;
  /** Why the link was down. */
  readonly reason: string | undefined;
}

/** What an upstream did since the start. */
export interface UpstreamHistory {
  /** Outcomes recorded, and duplicates dropped, in each of the last 360 minutes at most. */
  readonly minutes: Minutes<(typeof columns)[number]>;
  /** The newest first, 100 at most. */
  readonly periods: readonly LinkPeriod[];
  /** Older periods that are not kept any more. */
  readonly forgotten: number;
}

/** Gathers what an upstream did, in bounded memory: 6 KB for the minutes, and the periods. */
export class UpstreamHistoryRecord {
  readonly #minutes = new MinuteHistory(columns, Date.now);
  readonly #periods: LinkPeriod[] = [];
  #forgotten = 0;

  recorded(outcomes: number): void {
    this.#minutes.add('recorded', outcomes);
  }

  droppedDuplicates(outcomes: number): void {
    this.#minutes.add('duplicates', outcomes);
  }

  /** Begins a period, unless the link is so already; then a reason is added to it where it has none. */
  link(isUp: boolean, at: number, reason?: string): void {
    const last = this.#periods.at(-1);
    if (last?.isUp === isUp) {
      if (last.reason === undefined) this.#replaceLast({ ...last, reason });
      return;
    }
    if (last !== undefined) this.#replaceLast({ ...last, to: Math.max(at, last.from) });
    this.#periods.push({ isUp, from: at, to: undefined, reason });
    if (this.#periods.length <= mostPeriods) return;
    this.#periods.shift();
    this.#forgotten++;
  }

  read(mostMinutes?: number): UpstreamHistory {
    return {
      minutes: this.#minutes.read(mostMinutes),
      periods: this.#periods.toReversed(),
      forgotten: this.#forgotten,
    };
  }

  #replaceLast(period: LinkPeriod): void {
    this.#periods[this.#periods.length - 1] = period;
  }
}
