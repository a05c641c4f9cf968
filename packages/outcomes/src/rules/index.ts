export { type Classification, classificationColumns, classify } from './classification.ts';
export type { RuleCondition } from './condition.ts';
export {
  type DispositionConfig,
  type DispositionTable,
  dispositionTables,
  type DispositionWord,
} from './disposition.ts';
export {
  type AgentOutcomeWord,
  type InstallationConfig,
  type InstallationRules,
  installationRules,
  type NamedAgentOutcome,
  type WordCertainty,
} from './installation-rules.ts';
export { type JudgedOutcome, judgedOutcome } from './judged-outcome.ts';
export {
  defaultOutcomeRules,
  defaultRulesInWords,
  type OutcomeRule,
  type OutcomeRules,
  type RuleName,
  ruleNames,
} from './outcome-rules.ts';
