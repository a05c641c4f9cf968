import type { Shift } from '../shift/create-shift.ts';
import { SteadyPace } from './steady-pace.ts';

export interface GeneratorOptions {
  readonly shift: Shift;
  /** Outcomes per second; 0 generates none. */
  readonly outcomesPerSecond: number;
  readonly now: () => number;
  /** Called with each batch of outcomes, as OZ fields. */
  readonly record: (batch: readonly (readonly string[])[]) => void;
}

/** Maximum number of outcomes before the event loop handles sockets again. */
const batchSize = 2000;
const shortestTickMs = 10;

/** Generates outcomes in batches at a steady rate that late timers do not lower. */
export class Generator {
  readonly #options: GeneratorOptions;
  readonly #pace: SteadyPace;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: GeneratorOptions) {
    this.#options = options;
    this.#pace = new SteadyPace(options.outcomesPerSecond, options.now());
    this.resume();
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pace.pause(this.#options.now());
  }

  resume(): void {
    const { outcomesPerSecond, now } = this.#options;
    this.#pace.resume(now());
    if (outcomesPerSecond > 0 && this.#timer === undefined) this.#wait(shortestTickMs);
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => this.#tick(), ms);
  }

  #tick(): void {
    const { shift, outcomesPerSecond, now, record } = this.#options;
    const due = this.#pace.due(now());
    const count = Math.min(due, batchSize);
    if (count > 0) {
      this.#pace.emitted(count);
      record(Array.from({ length: count }, () => shift.nextFields()));
    }
    // A callback for this batch may have paused or stopped the generator.
    if (this.#timer !== undefined) this.#wait(due > count ? 0 : Math.max(shortestTickMs, 500 / outcomesPerSecond));
  }
}
