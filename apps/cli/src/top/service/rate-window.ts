const secondMs = 1000;
/** Longest window that can be asked for, seconds. */
export const longestWindow = 60;

/** Counts of the last seconds, one for each; those of a longer time ago are forgotten. */
export class RateWindow {
  readonly #counts = new Uint32Array(longestWindow + 1);
  #second = 0;
  #startedAt: number | undefined;

  /** Adds what happened at a time, milliseconds. */
  add(count: number, now: number): void {
    this.#advance(now);
    const at = this.#second % this.#counts.length;
    this.#counts[at] = (this.#counts[at] ?? 0) + count;
  }

  /** Returns the mean per second over the last whole `seconds`, or as many as there have been. */
  perSecond(seconds: number, now: number): number {
    this.#advance(now);
    const started = Math.floor((this.#startedAt ?? now) / secondMs);
    const span = Math.min(seconds, this.#second - started);
    let sum = 0;
    for (let back = 1; back <= span; back++) sum += this.#counts[(this.#second - back) % this.#counts.length] ?? 0;
    return span <= 0 ? 0 : sum / span;
  }

  #advance(now: number): void {
    this.#startedAt ??= now;
    const second = Math.floor(now / secondMs);
    if (second <= this.#second) return;
    const passed = Math.min(second - this.#second, this.#counts.length);
    for (let ahead = 0; ahead < passed; ahead++) this.#counts[(second - ahead) % this.#counts.length] = 0;
    this.#second = second;
  }
}
