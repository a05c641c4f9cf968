export {
  countOf,
  type EventDefinition,
  type EventDetails,
  type EventTable,
  eventTable,
  fillIn,
  metricOf,
} from './event-table.ts';
export { EventLog, type EventLogOptions, type EventRecord, type ReportedEvent } from './event-log.ts';
export { defaultLineLimits, type LineLimits } from './line-limit.ts';
export type { EventLevel, Logger } from './logger.ts';
export { defaultMinutesKept, MinuteHistory, type Minutes } from './minute-history.ts';
