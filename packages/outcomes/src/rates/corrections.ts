import type { RatedOutcome } from './rated-outcome.ts';
import { sessionDigest } from './session-set.ts';

/** Amounts of calls that are remembered, so that a correction can take them back; of further ones the amount stays counted. */
export const maxAmountsKept = 1_000_000;

/** An outcome to be counted (1), or taken back (-1). */
export interface SignedOutcome {
  readonly outcome: RatedOutcome;
  readonly sign: 1 | -1;
}

/** What has been seen, as plain data. */
export interface CorrectionsState {
  readonly since: number | undefined;
  readonly amounts: readonly (readonly [digest: number, amount: number])[];
}

/**
 * Makes corrections of calls count once, with the newest values, where and when the call was recorded first: what was said before is taken
 * back. A correction of a call that was recorded before everything that was read here is passed over, since nothing of it was counted.
 */
export class Corrections {
  #since: number | undefined;
  readonly #amounts = new Map<number, number>();

  /** Returns what an outcome changes. Outcomes are given in the order of their positions. */
  changesBy(outcome: RatedOutcome): readonly SignedOutcome[] {
    const { corrected, ...call } = outcome;
    this.#since ??= outcome.time;
    if (corrected === undefined) {
      this.#keep(outcome, outcome.time);
      return [{ outcome, sign: 1 }];
    }
    if (corrected.time < this.#since) return [];
    const { time, success, reason, agentOutcome, agent } = corrected;
    const before = { ...call, time, success, reason, agentOutcome, agent, conversion: this.#amountOf(outcome, time) };
    this.#keep(outcome, time);
    return [
      { outcome: before, sign: -1 },
      { outcome: { ...call, time }, sign: 1 },
    ];
  }

  state(): CorrectionsState {
    return { since: this.#since, amounts: [...this.#amounts] };
  }

  restore({ since, amounts }: CorrectionsState): void {
    this.#since = since;
    for (const [digest, amount] of amounts) this.#amounts.set(digest, amount);
  }

  #amountOf(outcome: RatedOutcome, time: number): number | undefined {
    return this.#amounts.get(digestOf(outcome, time));
  }

  #keep(outcome: RatedOutcome, time: number): void {
    const { conversion, session } = outcome;
    if (session === undefined) return;
    if (conversion === undefined) {
      // Most calls have none, and no correction.
      if (outcome.corrected !== undefined) this.#amounts.delete(digestOf(outcome, time));
    } else if (this.#amounts.size < maxAmountsKept) {
      this.#amounts.set(digestOf(outcome, time), conversion);
    }
  }
}

function digestOf({ tenant, session }: RatedOutcome, time: number): number {
  return sessionDigest(`${time}.${tenant}.${session ?? ''}`);
}
