/** Longest time for which unused allowance is kept, milliseconds (RC-2). */
const burstMs = 100;

/** Allows `rate` outcomes a second, never more than a tenth of a second's worth at once. The clock is passed in. */
export class TokenBucket {
  #rate: number;
  #tokens = 1;
  #filledAt: number;

  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#filledAt = now;
  }

  /** Outcomes a second, from now on. */
  setRate(rate: number): void {
    this.#rate = rate;
  }

  /** Takes the allowance for one outcome, if there is one. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Milliseconds until `take` can succeed. */
  delay(now: number): number {
    this.#fill(now);
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
  }

  #fill(now: number): void {
    const capacity = Math.max(1, (this.#rate * burstMs) / 1000);
    this.#tokens = Math.min(capacity, this.#tokens + ((now - this.#filledAt) / 1000) * this.#rate);
    this.#filledAt = now;
  }
}
