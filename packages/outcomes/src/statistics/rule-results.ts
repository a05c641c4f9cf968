import type { OutcomeRules } from '../rules/outcome-rules.ts';
import type { JudgedOutcome } from '../rules/judged-outcome.ts';

/** What rules say of an outcome beside its success, a bit each. */
export const ruleResults = { contact: 1, rightParty: 2, conversion: 4 } as const;

/** Returns what rules say of an outcome, as bits of `ruleResults`. */
export function ruleResultsOf(rules: OutcomeRules, outcome: JudgedOutcome): number {
  return (
    (rules.contact(outcome) ? ruleResults.contact : 0) |
    (rules.rightParty(outcome) ? ruleResults.rightParty : 0) |
    (rules.conversion(outcome) ? ruleResults.conversion : 0)
  );
}
