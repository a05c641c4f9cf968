import { describeError } from '@sdmp/terminal';
import { formatDuration } from '../screen/format-duration.ts';
import type { TopSource, View } from './view.ts';

/** Readings that may be missed before what is shown counts as old. */
const missedReadings = 3;
/** Nothing is old sooner, milliseconds. */
const leastStaleMs = 3000;

/** The newest view of a source, and whether it is still the present. */
export class Watch {
  readonly #source: TopSource;
  readonly #staleAfterMs: number;
  readonly #now: () => number;
  #view: View | undefined;
  #readAt = 0;
  #failure: string | undefined;

  constructor(source: TopSource, intervalMs: number, now: () => number = Date.now) {
    this.#source = source;
    this.#staleAfterMs = Math.max(leastStaleMs, intervalMs * missedReadings);
    this.#now = now;
  }

  /** Undefined before the first answer. */
  get view(): View | undefined {
    return this.#view;
  }

  /** When the view was read, Unix milliseconds. */
  get readAt(): number {
    return this.#readAt;
  }

  /** Why there is no answer; undefined after one. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Asks once. Rejects only when the signal is aborted. */
  async read(signal: AbortSignal): Promise<void> {
    try {
      const view = await this.#source.read(AbortSignal.any([signal, AbortSignal.timeout(this.#staleAfterMs)]));
      this.#view = view;
      this.#readAt = this.#now();
      this.#failure = undefined;
    } catch (error) {
      signal.throwIfAborted();
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      this.#failure = isLate ? `no answer within ${formatDuration(this.#staleAfterMs)}` : describeError(error);
    }
  }

  /** Returns why the view is not the present; undefined while it is. */
  staleness(): string | undefined {
    if (this.#failure !== undefined) return this.#failure;
    const ageMs = this.#now() - this.#readAt;
    return ageMs > this.#staleAfterMs ? `no answer for ${formatDuration(ageMs)}` : this.#view?.stale;
  }
}
