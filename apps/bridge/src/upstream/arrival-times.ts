import { isBelievable } from '@sdmp/outcomes';

/** Between two log lines, milliseconds. */
const tellEveryMs = 60_000;

export interface ArrivalTimesOptions {
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Told now and then how many times were replaced since it was told last. */
  readonly onReplaced: (count: number) => void;
}

/**
 * The times of outcomes from an upstream. An outcome must not be refused for the time that its dialer's journal states, so
 * one that cannot be (dated 2999, say) is recorded with the time of its arrival in its place.
 */
export class ArrivalTimes {
  readonly #options: ArrivalTimesOptions;
  readonly #now: () => number;
  #arrival = 0;
  #replaced = 0;
  #toldReplaced = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: ArrivalTimesOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Times replaced since the start. */
  get replaced(): number {
    return this.#replaced;
  }

  /** What follows has just arrived. */
  begin(): void {
    this.#arrival = this.#now();
  }

  /** The time to be recorded, Unix milliseconds. */
  of(stated: number): number {
    if (isBelievable(stated, this.#arrival)) return stated;
    this.#replaced++;
    return this.#arrival;
  }

  /** What arrived is recorded. */
  end(): void {
    const count = this.#replaced - this.#toldReplaced;
    const now = performance.now();
    if (count === 0 || now - this.#toldAt < tellEveryMs) return;
    this.#toldReplaced = this.#replaced;
    this.#toldAt = now;
    this.#options.onReplaced(count);
  }
}
