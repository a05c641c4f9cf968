export {
  abandonLimitRule,
  type AbandonLimitRule,
  abandonLimitRules,
  type RuledCounts,
  type RuleSettings,
} from './abandon-rules.ts';
export {
  type AbandonPeriod,
  abandonPeriods,
  type AbandonReportOptions,
  type AbandonVerdict,
  breachIn,
  breachInWindow,
  defaultWarnFrom,
  type LeavingCalls,
} from './abandon-report.ts';
export { Calendar, type CalendarDay, daysBetween, daysLater } from './calendar.ts';
export { type CallCounts, type CallKind, callKindOf, type ClassifiedOutcome } from './call-counts.ts';
export { DailyCalls, maxDaysCounted } from './daily-calls.ts';
