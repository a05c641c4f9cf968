export { fewestAbandonedCalls, isOverAbandonLimit } from './abandon-limit.ts';
export {
  abandonRate,
  type AbandonRule,
  abandonRule,
  type CallResult,
  callResultOf,
  type CallResultRule,
  type RuleReason,
} from './abandon-rate.ts';
export { type AgentCount, defaultMaxAgents } from './agent-counts.ts';
export {
  type CampaignCounter,
  type CampaignCounts,
  type CampaignDay,
  CampaignStatistics,
  type CampaignStatisticsOptions,
  defaultMaxCampaigns,
  type StepCounts,
  type WindowCounts,
} from './campaign-statistics.ts';
export { countedOutcome } from './counted-outcome.ts';
export { type CountedOutcome, OutcomeCounts, type ReasonCount } from './outcome-counts.ts';
export { OutcomeRates, type RateSeries } from './outcome-rates.ts';
export { type CountedRecord, RecordCounter } from './record-counter.ts';
export { ruleResults, ruleResultsOf } from './rule-results.ts';
export type { CampaignState, CountsState, RateState, StepsState } from './statistics-state.ts';
export {
  longestWindowMs,
  type StatisticsWindow,
  statisticsWindowNames,
  statisticsWindows,
} from './statistics-window.ts';
