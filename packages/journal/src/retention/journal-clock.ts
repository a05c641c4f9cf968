/** How a journal reads the time. */
export interface JournalClock {
  /** The wall clock, Unix milliseconds. It may be wrong, and may be set while the journal is open. */
  readonly now: () => number;
  /** A clock that only runs forward, milliseconds; where it began does not matter. */
  readonly monotonic: () => number;
}

/** Clocks of a journal, and how long it distrusts a wall clock that was set. */
export interface ClockOptions {
  /** Clock for retention by age, Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Clock that is never set, milliseconds. Default `performance.now`; with `now` alone, the same as `now`. */
  readonly monotonic?: () => number;
  /**
   * How long retention by age goes by the clock as it was, after that was set or found far from where the journal left
   * it, milliseconds. Default 24 hours; 0 believes every clock at once.
   */
  readonly clockStepWaitMs?: number;
}

export interface ClockSettings {
  readonly clock: JournalClock;
  readonly clockStepWaitMs: number;
}

const defaultClockStepWaitMs = 24 * 60 * 60 * 1000;

/** Returns the clocks and the waiting time of a journal, with the defaults of `ClockOptions`. */
export function clockSettings({ now, monotonic, clockStepWaitMs }: ClockOptions): ClockSettings {
  return {
    clock: { now: now ?? Date.now, monotonic: monotonic ?? now ?? (() => performance.now()) },
    clockStepWaitMs: clockStepWaitMs ?? defaultClockStepWaitMs,
  };
}
