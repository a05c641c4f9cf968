import type { SinkClock } from '../../src/index.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that a test moves. */
export class FakeClock implements SinkClock {
  #now: number;
  #timers: Timer[] = [];
  #set = Promise.withResolvers<void>();

  constructor(now = Date.UTC(2026, 10, 22, 9)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.push(timer);
    this.#set.resolve();
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  /** Waits until something is timed, goes there, and runs it. The answer is how long that took by this clock. */
  async passToNext(): Promise<number> {
    while (this.#timers.length === 0) {
      this.#set = Promise.withResolvers<void>();
      await this.#set.promise;
    }
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
    if (next === undefined) return 0;
    const passed = next.at - this.#now;
    this.#timers = this.#timers.filter((each) => each !== next);
    this.#now = next.at;
    next.run();
    return passed;
  }

  /** Time goes by; nothing is run. */
  pass(ms: number): void {
    this.#now += ms;
  }
}
