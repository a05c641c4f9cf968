export type { JudgedOutcome } from './judged-outcome.ts';
export {
  defaultOutcomeRules,
  defaultRulesInWords,
  type OutcomeRule,
  type OutcomeRules,
  type RuleName,
  ruleNames,
} from './outcome-rules.ts';
