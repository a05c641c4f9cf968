/** Options of `RateLimiter`. */
export interface RateLimiterOptions {
  /** Unix or monotonic milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

/** Share of the rate at which the bucket fills: the requirement is at least 0.97 reached and at most 1. */
const pace = 0.985;
/** What the bucket holds at the most, milliseconds of its filling (RC-2): a turn that comes later than that costs the rest. */
const burstMs = 100;
const slotMs = 4;
/** Slots that make up a second and its slack. */
const windowSlots = Math.ceil(1005 / slotMs) + 1;

/**
 * Holds a rate over every window of one second and reaches it (RC-2).
 *
 * Two bounds work together. A token bucket paces: it fills at a little under the rate, so that a reader whose clock or
 * buffers squeeze the stream together still sees no second above the rate, and holds `burstMs` worth, so that a late timer
 * costs nothing. A count over a sliding window of a little more than a second makes the catching up after a late timer
 * stop at the rate.
 */
export class RateLimiter {
  readonly #now: () => number;
  #rate: number;
  #tokens: number;
  #filledAt: number;
  /** Events per slot of the last second; a ring indexed by slot number. */
  readonly #slots = new Uint32Array(windowSlots);
  #slot: number;
  #inWindow = 0;

  constructor(rate: number, options: RateLimiterOptions = {}) {
    this.#now = options.now ?? (() => performance.now());
    this.#rate = rate;
    this.#tokens = 1;
    this.#filledAt = this.#now();
    this.#slot = Math.floor(this.#filledAt / slotMs);
  }

  /** Events a second. */
  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#fill();
    this.#rate = rate;
    this.#tokens = Math.min(this.#tokens, this.#capacity());
  }

  /** Takes up to `wanted` events; what may be sent now. */
  take(wanted: number): number {
    this.#fill();
    const granted = Math.min(wanted, Math.floor(this.#tokens), this.#rate - this.#inWindow);
    if (granted <= 0) return 0;
    this.#tokens -= granted;
    this.#inWindow += granted;
    const ringIndex = this.#slot % windowSlots;
    this.#slots[ringIndex] = (this.#slots[ringIndex] ?? 0) + granted;
    return granted;
  }

  /** Gives back what was taken and not sent. */
  putBack(count: number): void {
    const ringIndex = this.#slot % windowSlots;
    const returned = Math.min(count, this.#slots[ringIndex] ?? 0);
    this.#slots[ringIndex] = (this.#slots[ringIndex] ?? 0) - returned;
    this.#inWindow -= returned;
    this.#tokens = Math.min(this.#tokens + count, this.#capacity());
  }

  /** Milliseconds until `take` can grant something. */
  waitMs(): number {
    this.#fill();
    const untilToken = ((1 - this.#tokens) * 1000) / (this.#rate * pace);
    return Math.max(this.#inWindow >= this.#rate ? slotMs : 0, untilToken);
  }

  #capacity(): number {
    return Math.max(1, (this.#rate * pace * burstMs) / 1000);
  }

  #fill(): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#tokens + ((now - this.#filledAt) * this.#rate * pace) / 1000, this.#capacity());
    this.#filledAt = now;
    const slot = Math.floor(now / slotMs);
    if (slot - this.#slot >= windowSlots) {
      this.#slots.fill(0);
      this.#inWindow = 0;
    } else {
      for (let passed = this.#slot + 1; passed <= slot; passed++) {
        const ringIndex = passed % windowSlots;
        this.#inWindow -= this.#slots[ringIndex] ?? 0;
        this.#slots[ringIndex] = 0;
      }
    }
    this.#slot = slot;
  }
}
