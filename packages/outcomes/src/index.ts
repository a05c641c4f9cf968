export { OutcomeBatch, type OutcomeScope } from './record/outcome-batch.ts';
export { type PlainLineOptions, PlainLineReader } from './record/plain-line-reader.ts';
export { type DataValue, dataJson, dataText, dataValue } from './json/data-value.ts';
export { Outcome } from './model/outcome.ts';
export { changedOutcome, type OutcomeChange } from './model/changed-outcome.ts';
export type { CodeAndValue, OutcomeFields, OutcomeParameterName } from './model/outcome-fields.ts';
export type { OutcomeValues } from './model/outcome-values.ts';
export { outcomeFromMessage, type ReceivedOptions } from './model/outcome-from-message.ts';
export type { OutcomeOrigin, OutcomeSource } from './model/outcome-source.ts';
export { outcomeFromRecord, outcomeMessageFromRecord } from './record/recorded-outcome.ts';
export { type OutcomeKey, type OutcomePlace, outcomeId, parseOutcomeId } from './model/outcome-id.ts';
export type { OutcomeJson } from './json/outcome-json.ts';
export { outcomeJsonText } from './json/outcome-json-text.ts';
export { type OutcomeRecord, outcomeRecord, type RecordOptions } from './record/outcome-record.ts';
export { outcomeParameterAt } from './model/outcome-parameter-at.ts';
export type { OutcomeInput } from './json/outcome-input.ts';
export { frameOfOutcome, outcomeToFields } from './json/outcome-to-fields.ts';
export { parseOutcomeTime } from './json/read-outcome-json.ts';
export { parseOutcomeLine } from './record/parse-outcome-line.ts';
export { isBelievable, mostAheadMs, mostBehindMs, unbelievableTime } from './model/stated-time.ts';
export {
  classesWanted,
  defaultSuccessRule,
  outcomeClass,
  type SuccessRule,
  type WantedOutcomes,
} from './model/outcome-class.ts';
