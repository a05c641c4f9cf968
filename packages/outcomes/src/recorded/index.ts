export { ByteText } from './byte-text.ts';
export { OutcomeEventWriter } from './outcome-event-bytes.ts';
export { OutcomeJsonWriter } from './outcome-json-bytes.ts';
export { holds, parameterNumber, PlainBody } from './plain-body.ts';
export type { RecordedOutcome } from './recorded-outcome.ts';
