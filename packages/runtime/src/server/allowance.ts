/** How an `Allowance` begins, and how it makes wait. */
export interface AllowanceOptions {
  /** What may be used at once. Default: one second's worth. */
  readonly burst?: number;
  /** How long a rate that is used up makes wait at least, so that what waits is not woken for each unit, milliseconds. Default 50. */
  readonly leastWaitMs?: number;
}

/** A rate with a burst; what is used may overdraw it once, and is waited for afterwards. */
export class Allowance {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #leastWaitMs: number;
  #level: number;
  #filledAt: number;

  /** `now` is monotonic milliseconds, here and below. */
  constructor(perSecond: number, now: number, { burst = perSecond, leastWaitMs = 50 }: AllowanceOptions = {}) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#leastWaitMs = leastWaitMs;
    this.#level = burst;
    this.#filledAt = now;
  }

  /** Takes units, whether there are as many or not. */
  use(units: number): void {
    this.#level -= units;
  }

  /** Returns the milliseconds until something may be used; 0: now. */
  waitMs(now: number): number {
    this.#level = Math.min(this.#burst, this.#level + ((now - this.#filledAt) * this.#perSecond) / 1000);
    this.#filledAt = now;
    return this.#level > 0 ? 0 : Math.max(this.#leastWaitMs, Math.ceil((-this.#level * 1000) / this.#perSecond));
  }
}
