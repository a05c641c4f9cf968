import type { Outcome } from '@sdmp/outcomes';
import { countOf } from '@sdmp/events';
import { formatDuration } from '../screen/format-duration.ts';

interface Connections {
  readonly accepted: number;
  readonly gaps: number;
}

/** Counts what `tail` printed, for its last line. */
export class Summary {
  readonly #now: () => number;
  readonly #startedAt: number;
  #outcomes = 0;
  #successes = 0;
  #messages = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#startedAt = now();
  }

  addOutcomes(outcomes: readonly Outcome[]): void {
    this.#outcomes += outcomes.length;
    for (const { success } of outcomes) if (success) this.#successes += 1;
  }

  /** Adds data messages of an enumeration. */
  addMessages(count: number): void {
    this.#messages += count;
  }

  /** Returns `12 outcomes in 34 s: 8 successes, 4 failures; connected 2 times`. */
  line({ accepted, gaps }: Connections): string {
    const failures = this.#outcomes - this.#successes;
    const what = this.#messages > 0 ? countOf(this.#messages, 'message') : countOf(this.#outcomes, 'outcome');
    const verdicts =
      this.#outcomes === 0
        ? ''
        : `: ${countOf(this.#successes, 'success', 'successes')}, ${countOf(failures, 'failure')}`;
    const connected = accepted > 1 ? `; connected ${accepted} times` : '';
    const missing = gaps > 0 ? `; ${countOf(gaps, 'GAP')}: outcomes may be missing` : '';
    return `${what} in ${formatDuration(this.#now() - this.#startedAt)}${verdicts}${connected}${missing}`;
  }
}
