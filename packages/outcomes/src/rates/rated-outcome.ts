import type { Revision } from '@sdmp/protocol';
import type { Outcome } from '../model/outcome.ts';
import { conversionOf, type JudgedOutcome } from '../rules/judged-outcome.ts';

/** What rates are made of, of an outcome. */
export interface RatedOutcome extends JudgedOutcome {
  /** When it was recorded, Unix milliseconds. */
  readonly time: number;
  readonly tenant: string;
  readonly campaign: string;
  /** Undefined when no agent took part. */
  readonly agent: string | undefined;
  /** Undefined where the outcome names none. */
  readonly session: string | undefined;
  /** What it corrects; absent for the outcome of a call itself. */
  readonly corrected?: Revision | undefined;
}

/** Reads what rates are made of. Scope and success are what the journal recorded. */
export function ratedOutcome(
  outcome: Outcome,
  { tenant, campaign, success }: Pick<RatedOutcome, 'tenant' | 'campaign' | 'success'>,
): RatedOutcome {
  return {
    time: outcome.time,
    tenant,
    campaign,
    success,
    agent: present(outcome.agentIdentifier),
    session: present(outcome.sessionIdentifier),
    reason: outcome.reason,
    agentOutcome: outcome.agentOutcome,
    corrected: outcome.corrected,
    conversion: conversionOf(outcome),
  };
}

function present(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
