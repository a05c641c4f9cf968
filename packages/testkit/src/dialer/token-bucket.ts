/** Maximum time for which unused allowance accumulates, milliseconds (RC-2). */
const burstMs = 100;

/** Allows `rate` outcomes per second with bursts of at most a tenth of a second's worth. The time is passed in. */
export class TokenBucket {
  #rate: number;
  #tokens = 1;
  #filledAt: number;

  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#filledAt = now;
  }

  /** Sets the rate, outcomes per second. */
  setRate(rate: number): void {
    this.#rate = rate;
  }

  /** Takes the allowance for one outcome. Returns whether there was one. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Returns the time until `take` can succeed, milliseconds. */
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
