import { type ClockOptions, clockSettings, type JournalClock } from './journal-clock.ts';

/** Between two looks a wall clock that was only corrected differs by less than this, milliseconds. */
const defaultStepMs = 10_000;

/** Clocks that `ClockSteps` compares, and how far they may part. */
export interface ClockStepsOptions extends Pick<ClockOptions, 'now' | 'monotonic'> {
  /** How far the wall clock must have moved against the monotonic one to have been set, milliseconds. Default 10 seconds. */
  readonly stepMs?: number;
}

/** Notices that the wall clock was set, by comparing it with the monotonic one. A machine that slept looks the same. */
export class ClockSteps {
  readonly #clock: JournalClock;
  readonly #stepMs: number;
  #offset: number;

  constructor({ stepMs = defaultStepMs, ...options }: ClockStepsOptions = {}) {
    this.#clock = clockSettings(options).clock;
    this.#stepMs = stepMs;
    this.#offset = this.#read();
  }

  /** By how much it was set since the last look, milliseconds; below 0: back; undefined when it was not. */
  look(): number | undefined {
    const before = this.#offset;
    this.#offset = this.#read();
    const byMs = this.#offset - before;
    return Math.abs(byMs) > this.#stepMs ? byMs : undefined;
  }

  #read(): number {
    return this.#clock.now() - this.#clock.monotonic();
  }
}
