/**
 * Computes how many outcomes are due at a steady rate. The count follows the clock, so a late timer is made up for; time
 * spent paused does not count.
 */
export class SteadyPace {
  readonly #rate: number;
  #startedAt: number;
  #emitted = 0;
  #pausedAt: number | undefined;

  /** `rate`: outcomes per second. `now`: time of a monotonic clock, milliseconds. */
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
