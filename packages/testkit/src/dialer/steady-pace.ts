/**
 * Says how many outcomes are due at a steady rate. What a late timer missed is made up for, so that the count never drifts
 * from the clock; time spent paused does not count.
 */
export class SteadyPace {
  readonly #rate: number;
  #startedAt: number;
  #emitted = 0;
  #pausedAt: number | undefined;

  /** `rate`: outcomes a second. `now`: milliseconds of any clock that only goes forward. */
  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#startedAt = now;
  }

  due(now: number): number {
    if (this.#pausedAt !== undefined) return 0;
    return Math.floor(((now - this.#startedAt) * this.#rate) / 1000) - this.#emitted;
  }

  emitted(count: number): void {
    this.#emitted += count;
  }

  pause(now: number): void {
    this.#pausedAt ??= now;
  }

  resume(now: number): void {
    if (this.#pausedAt === undefined) return;
    this.#startedAt += now - this.#pausedAt;
    this.#pausedAt = undefined;
  }
}
