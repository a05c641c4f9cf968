const startMs = Date.UTC(2026, 0, 1);

/** A machine: time passes, the wall clock may be wrong, the monotonic one is not. */
export class Machine {
  #passedMs = 0;
  #wrongByMs = 0;

  /** The true time, Unix milliseconds. */
  get trueMs(): number {
    return startMs + this.#passedMs;
  }

  get isRight(): boolean {
    return this.#wrongByMs === 0;
  }

  readonly now = (): number => this.trueMs + this.#wrongByMs;
  readonly monotonic = (): number => this.#passedMs;

  pass(ms: number): void {
    this.#passedMs += ms;
  }

  setWrong(byMs: number): void {
    this.#wrongByMs = byMs;
  }
}
