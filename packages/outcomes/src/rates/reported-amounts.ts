import type { RatedOutcome } from './rated-outcome.ts';
import { sessionDigest } from './session-set.ts';

/** Amounts of calls that are remembered, so that a correction can take them back; of further ones the amount stays counted. */
export const maxAmountsKept = 1_000_000;

type Call = Pick<RatedOutcome, 'tenant' | 'session' | 'conversion' | 'corrected'>;

/** Remembers the amounts that agents reported, by the call: a correction does not say what the amount was before it. */
export class ReportedAmounts {
  readonly #amounts = new Map<number, number>();

  /** Returns the amount of the call that was recorded first at `time`, Unix milliseconds. */
  of(outcome: Call, time: number): number | undefined {
    return this.#amounts.get(digestOf(outcome, time));
  }

  /** Remembers the amount of an outcome of the call that was recorded first at `time`. */
  keep(outcome: Call, time: number): void {
    const { conversion, session } = outcome;
    if (session === undefined) return;
    if (conversion === undefined) {
      // Most calls have none, and no correction.
      if (outcome.corrected !== undefined) this.#amounts.delete(digestOf(outcome, time));
    } else if (this.#amounts.size < maxAmountsKept) {
      this.#amounts.set(digestOf(outcome, time), conversion);
    }
  }

  state(): readonly (readonly [digest: number, amount: number])[] {
    return [...this.#amounts];
  }

  restore(amounts: readonly (readonly [digest: number, amount: number])[]): void {
    for (const [digest, amount] of amounts) this.#amounts.set(digest, amount);
  }
}

function digestOf({ tenant, session }: Call, time: number): number {
  return sessionDigest(`${time}.${tenant}.${session ?? ''}`);
}
