/** How long a rate that is used up makes wait at least, so that what waits is not woken for each unit, milliseconds. */
const leastWaitMs = 50;

/** A rate with a burst of one second's worth; what is used may overdraw it once, and is waited for afterwards. */
export class Allowance {
  readonly #perSecond: number;
  #level: number;
  #filledAt: number;

  /** `now` is monotonic milliseconds, here and below. */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#level = perSecond;
    this.#filledAt = now;
  }

  use(units: number): void {
    this.#level -= units;
  }

  /** Milliseconds until something may be used; 0: now. */
  waitMs(now: number): number {
    this.#level = Math.min(this.#perSecond, this.#level + ((now - this.#filledAt) * this.#perSecond) / 1000);
    this.#filledAt = now;
    return this.#level > 0 ? 0 : Math.max(leastWaitMs, Math.ceil((-this.#level * 1000) / this.#perSecond));
  }
}
