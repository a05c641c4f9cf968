import type { ClockDoubt } from '../journal.ts';
import type { ClockSettings, JournalClock } from './journal-clock.ts';

/** A wall clock this far from where it should be was set, milliseconds; below it, it was only corrected. */
export const clockStepMs = 60_000;
/** A journal that was closed for longer than this does not believe the clock at once, milliseconds. */
export const closedBelievedMs = 60 * 60_000;
/** No journal was written before 2020: a clock that says so is a clock without a battery, Unix milliseconds. */
export const earliestBelievedMs = Date.UTC(2020, 0, 1);

/** What one process hands to the next of the clock. */
export interface SavedClock {
  /** The believed time when it was saved, Unix milliseconds. */
  readonly time: number;
  /** Absent when the wall clock was believed. */
  readonly doubt?: { readonly aheadMs: number; readonly watchedMs: number; readonly from: number } | undefined;
}

interface Step {
  readonly aheadMs: number;
  /** On the monotonic clock; earlier than the process when the one before it had begun to watch. */
  readonly since: number;
  /** The believed time when it was no longer sure, Unix milliseconds. */
  readonly from: number;
}

/** What was stamped after that time, by processes that are gone, is so much younger than it seems. */
export interface ClockCorrection {
  readonly from: number;
  readonly byMs: number;
}

/**
 * The wall clock, as far as it is believed. Time goes by as the monotonic clock says; the wall clock is followed while it
 * agrees. When it was set, the time continues as before until the new one has held for `clockStepWaitMs`.
 */
export class BelievedClock {
  readonly #clock: JournalClock;
  readonly #waitMs: number;
  /** Believed time minus monotonic time. */
  #offset: number;
  #step: Step | undefined;
  #correction: ClockCorrection | undefined;

  constructor({ clock, clockStepWaitMs }: ClockSettings, saved: SavedClock | undefined) {
    this.#clock = clock;
    this.#waitMs = clockStepWaitMs;
    this.#offset = clock.now() - clock.monotonic();
    if (saved !== undefined) this.continueFrom(saved);
  }

  /**
   * Continues where another process was. A time that is not shortly before the wall clock's is continued from as if no time
   * had passed, until the wall clock has held. So is one that was in doubt: the time that processes were away is missing in
   * it, so a wrong wall clock can come close to it by chance.
   */
  continueFrom({ time, doubt }: SavedClock): void {
    if (this.#waitMs === 0 || time < earliestBelievedMs) return;
    const monotonic = this.#clock.monotonic();
    const aheadMs = this.#clock.now() - time;
    if (doubt === undefined && aheadMs >= -clockStepMs && aheadMs <= closedBelievedMs) return;
    const isTheSame = doubt !== undefined && Math.abs(doubt.aheadMs - aheadMs) <= closedBelievedMs;
    this.#offset = time - monotonic;
    this.#step = { aheadMs, since: monotonic - (isTheSame ? doubt.watchedMs : 0), from: doubt?.from ?? time };
  }

  /** Looks at both clocks; everything else speaks of this moment. */
  look(): void {
    const monotonic = this.#clock.monotonic();
    const aheadMs = this.#clock.now() - (monotonic + this.#offset);
    const hasHeld = this.#step !== undefined && monotonic - this.#step.since >= this.#waitMs;
    if (Math.abs(aheadMs) <= clockStepMs || this.#waitMs === 0 || (hasHeld && this.#isNear(aheadMs))) {
      if (this.#step !== undefined) this.#correct(this.#step.from, aheadMs);
      this.#offset += aheadMs;
      this.#step = undefined;
    } else if (!this.#isNear(aheadMs)) {
      this.#step = { aheadMs, since: monotonic, from: this.#step?.from ?? this.at(monotonic) };
    }
  }

  /**
   * Once after the wall clock has been believed again. While it was not, the time that processes were away was not counted.
   */
  takeCorrection(): ClockCorrection | undefined {
    const correction = this.#correction;
    this.#correction = undefined;
    return correction;
  }

  /** Unix milliseconds. */
  get time(): number {
    return this.at(this.monotonic);
  }

  get monotonic(): number {
    return this.#clock.monotonic();
  }

  /** The believed time at a moment of the monotonic clock. */
  at(monotonic: number): number {
    return monotonic + this.#offset;
  }

  /** Returns the later of the believed time and the wall clock's, for what must not be taken for older than it is. */
  latestAt(monotonic: number): number {
    return this.at(monotonic) + Math.max(0, this.#step?.aheadMs ?? 0);
  }

  /** Present while the wall clock is not believed. */
  get doubt(): ClockDoubt | undefined {
    if (this.#step === undefined) return undefined;
    const { aheadMs, since } = this.#step;
    return { aheadMs, leftMs: Math.max(0, since + this.#waitMs - this.monotonic) };
  }

  get saved(): SavedClock {
    const step = this.#step;
    if (step === undefined) return { time: this.time };
    const { aheadMs, since, from } = step;
    return { time: this.time, doubt: { aheadMs, watchedMs: this.monotonic - since, from } };
  }

  #correct(from: number, byMs: number): void {
    if (byMs > 0) this.#correction = { from, byMs };
  }

  #isNear(aheadMs: number): boolean {
    return this.#step !== undefined && Math.abs(aheadMs - this.#step.aheadMs) <= clockStepMs;
  }
}
