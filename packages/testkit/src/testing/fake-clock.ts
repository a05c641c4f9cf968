/** A clock that a test moves. */
export interface FakeClock {
  /** Moves the clock, milliseconds, and runs the timers that are due. */
  advance(ms: number): Promise<void>;
}
