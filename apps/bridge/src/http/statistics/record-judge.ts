import { outcomeFromRecord } from '@sdmp/outcomes';
import { ratedOutcome, ReportedAmounts } from '@sdmp/outcomes/rates';
import type { InstallationRules, JudgedOutcome } from '@sdmp/outcomes/rules';
import { ruleResultsOf } from '@sdmp/outcomes/statistics';

/** A record whose body is in `bytes`, UTF-8, from `start` to before `end`. */
export interface JudgedRecord {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly time: number;
  readonly tenant: string;
  /** Whether it was recorded as a success. */
  readonly success: boolean;
}

/** What rules say of an outcome: its success, and the rest as bits of `ruleResults`. */
export interface Judgement {
  readonly success: boolean;
  readonly results: number;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const nothing: Judgement = { success: false, results: 0 };

/** Says of records what the rules of an installation say of their outcomes. */
export class RecordJudge {
  /** Of the record read last. */
  success = false;
  results = 0;
  /** Of what it corrects. */
  before: Judgement = nothing;
  readonly #rules: InstallationRules;
  readonly #amounts = new ReportedAmounts();

  constructor(rules: InstallationRules) {
    this.#rules = rules;
  }

  /** Amounts of conversions by call, which corrections need. */
  get amounts(): ReturnType<ReportedAmounts['state']> {
    return this.#amounts.state();
  }

  restoreAmounts(amounts: ReturnType<ReportedAmounts['state']>): void {
    this.#amounts.restore(amounts);
  }

  read({ bytes, start, end, time, tenant, success }: JudgedRecord): void {
    const place = { journal: '', position: 0, time };
    const outcome = outcomeFromRecord(utf8.decode(bytes.subarray(start, end)), place);
    const rated = ratedOutcome(outcome, { tenant, campaign: '', success });
    const { corrected } = rated;
    this.before = nothing;
    if (corrected !== undefined) {
      const { reason, agentOutcome, success: before } = corrected;
      const conversion = this.#amounts.of(rated, corrected.time);
      this.before = this.#judged({ reason, agentOutcome, success: before, conversion });
    }
    this.#amounts.keep(rated, corrected?.time ?? time);
    const { success: isSuccess, results } = this.#judged(rated);
    this.success = isSuccess;
    this.results = results;
  }

  #judged(outcome: JudgedOutcome): Judgement {
    return { success: this.#rules.success(outcome), results: ruleResultsOf(this.#rules, outcome) };
  }
}
