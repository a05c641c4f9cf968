import { isBelievable } from '@sdmp/outcomes';

export interface ArrivalTimesOptions {
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Called after outcomes were recorded whose times were replaced, with their number. */
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

  constructor(options: ArrivalTimesOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** What follows has just arrived. */
  begin(): void {
    this.#arrival = this.#now();
    // What is recorded a second time is counted once.
    this.#replaced = 0;
  }

  /** The time to be recorded, Unix milliseconds. */
  of(stated: number): number {
    if (isBelievable(stated, this.#arrival)) return stated;
    this.#replaced++;
    return this.#arrival;
  }

  /** What arrived is recorded. */
  end(): void {
    if (this.#replaced > 0) this.#options.onReplaced(this.#replaced);
    this.#replaced = 0;
  }
}
