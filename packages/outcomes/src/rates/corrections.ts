import type { RatedOutcome } from './rated-outcome.ts';
import { ReportedAmounts } from './reported-amounts.ts';

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
  readonly #amounts = new ReportedAmounts();

  /** Returns what an outcome changes. Outcomes are given in the order of their positions. */
  changesBy(outcome: RatedOutcome): readonly SignedOutcome[] {
    const { corrected, ...call } = outcome;
    this.#since ??= outcome.time;
    if (corrected === undefined) {
      this.#amounts.keep(outcome, outcome.time);
      return [{ outcome, sign: 1 }];
    }
    if (corrected.time < this.#since) return [];
    const { time, success, reason, agentOutcome, agent } = corrected;
    const before = { ...call, time, success, reason, agentOutcome, agent, conversion: this.#amounts.of(outcome, time) };
    this.#amounts.keep(outcome, time);
    return [
      { outcome: before, sign: -1 },
      { outcome: { ...call, time }, sign: 1 },
    ];
  }

  state(): CorrectionsState {
    return { since: this.#since, amounts: this.#amounts.state() };
  }

  restore({ since, amounts }: CorrectionsState): void {
    this.#since = since;
    this.#amounts.restore(amounts);
  }
}
