import { setTimeout as sleep } from 'node:timers/promises';

/** Times of a recording, played again at a speed. */
export class Pace {
  readonly #speed: number;
  readonly #signal: AbortSignal;
  #first: { readonly ms: number; readonly at: number } | undefined;

  /** A speed of 2 is twice as fast; Infinity waits for nothing. */
  constructor(speed: number, signal: AbortSignal) {
    this.#speed = speed;
    this.#signal = signal;
  }

  /** Resolves when something is due that was recorded at `ms`; the first one is due at once. Rejects when aborted. */
  async until(ms: number): Promise<void> {
    this.#signal.throwIfAborted();
    this.#first ??= { ms, at: performance.now() };
    const dueAt = this.#first.at + (ms - this.#first.ms) / this.#speed;
    const early = dueAt - performance.now();
    if (early > 0) await sleep(early, undefined, { signal: this.#signal });
  }
}
