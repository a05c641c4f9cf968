export {
  type CallEvent,
  callEvents,
  callLife,
  type CallState,
  callStates,
  type Cell,
  type IgnoredBecause,
  type OutcomeKind,
} from './life/call-life.ts';
export type { Call, Expiry } from './life/call.ts';
export { type CallLimits, defaultCallLimits } from './life/choices.ts';
export type { FinishedCall, FoundOutcome, MadeOutcome } from './life/finished-calls.ts';
export { type Entry, type Folded, KnownCalls, type OutcomeOfCall } from './life/known-calls.ts';
export type { CallsSnapshot } from './life/snapshot.ts';
export {
  type CallReport,
  CallUnknownError,
  faultOf,
  reportFromFields,
  reportKinds,
  type ReportName,
  reportNames,
} from './reports.ts';
export { type CallReportEventLog, callReportEvents } from './service/call-report-events.ts';
export { type CallReports, type CallReportsStatus, openCallReports } from './service/call-reports.ts';
export {
  type CallReportLimits,
  type CallReportsOptions,
  defaultCallReportLimits,
} from './service/call-reports-options.ts';
export { countReports, eraseReports, type EraseReportsOptions, type NamedCall } from './service/erase-reports.ts';
