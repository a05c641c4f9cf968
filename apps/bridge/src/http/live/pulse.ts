import type { RecordedCounts } from '../statistics/live-statistics.ts';
import { CountRates } from './count-rates.ts';

const beatMs = 1000;

/** One second of the bridge. */
export interface Beat {
  /** Grows by one with each beat. */
  readonly number: number;
  /** End of the second, Unix milliseconds. */
  readonly time: number;
  /** Recorded in that second. */
  readonly success: number;
  readonly failure: number;
}

export interface PulseOptions {
  readonly recorded: () => RecordedCounts;
  /** Counts whose growth is shown a second, by name. */
  readonly counts: () => Iterable<readonly [name: string, count: number]>;
  readonly now: () => number;
}

/** Beats once a second, measures what grew, and wakes those who wait for it. */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #rates = new CountRates();
  readonly #timer: NodeJS.Timeout;
  #recorded: RecordedCounts;
  #beat: Beat;
  #next = Promise.withResolvers<Beat>();

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#recorded = options.recorded();
    this.#beat = { number: 0, time: options.now(), success: 0, failure: 0 };
    this.#timer = setInterval(() => this.#strike(), beatMs).unref();
  }

  /** The newest. */
  get beat(): Beat {
    return this.#beat;
  }

  /** Growth a second over the last few seconds. */
  rateOf(name: string): number {
    return this.#rates.perSecond(name);
  }

  /** The newest beat after the one with this number, which may be there already. */
  after(number: number): Promise<Beat> {
    return this.#beat.number > number ? Promise.resolve(this.#beat) : this.#next.promise;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #strike(): void {
    const { recorded, counts, now } = this.#options;
    const time = now();
    const before = this.#recorded;
    this.#recorded = recorded();
    this.#rates.sample(performance.now(), counts());
    const { success, failure } = this.#recorded;
    this.#beat = {
      number: this.#beat.number + 1,
      time,
      success: success - before.success,
      failure: failure - before.failure,
    };
    const struck = this.#next;
    this.#next = Promise.withResolvers();
    struck.resolve(this.#beat);
  }
}
