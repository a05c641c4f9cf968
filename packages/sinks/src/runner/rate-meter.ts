/** Seconds that the rate is taken over. */
const windowSeconds = 10;

/** How many a second, over the last ten seconds. */
export class RateMeter {
  readonly #counts = Array.from({ length: windowSeconds }, () => 0);
  #second = 0;

  add(count: number, nowMs: number): void {
    this.#moveTo(Math.floor(nowMs / 1000));
    const slot = this.#second % windowSeconds;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + count;
  }

  perSecond(nowMs: number): number {
    this.#moveTo(Math.floor(nowMs / 1000));
    return this.#counts.reduce((sum, count) => sum + count, 0) / windowSeconds;
  }

  #moveTo(second: number): void {
    const steps = Math.min(windowSeconds, Math.max(0, second - this.#second));
    for (let step = 0; step < steps; step++) this.#counts[(second - step) % windowSeconds] = 0;
    if (steps > 0) this.#second = second;
  }
}
