export { fewestAbandonedCalls, isOverAbandonLimit } from './abandon-limit.ts';
export { abandonRate, type CallResult, callResultOf, type CallResultRule } from './abandon-rate.ts';
export {
  type CampaignCounter,
  type CampaignCounts,
  CampaignStatistics,
  type CampaignStatisticsOptions,
  defaultMaxCampaigns,
  type WindowCounts,
} from './campaign-statistics.ts';
export { countedOutcome } from './counted-outcome.ts';
export { defaultMaxAgents } from './distinct-agents.ts';
export { type CountedOutcome, OutcomeCounts, type ReasonCount } from './outcome-counts.ts';
export { OutcomeRates, type RateSeries } from './outcome-rates.ts';
export { type CountedRecord, RecordCounter } from './record-counter.ts';
export {
  longestWindowMs,
  type StatisticsWindow,
  statisticsWindowNames,
  statisticsWindows,
} from './statistics-window.ts';
