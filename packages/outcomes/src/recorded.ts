export { ByteText } from './json/byte-text.ts';
export { OutcomeEventWriter } from './cloudevents/outcome-event-bytes.ts';
export { OutcomeJsonWriter } from './json/outcome-json-bytes.ts';
export { holds, parameterNumber, PlainBody } from './record/plain-body.ts';
export type { RecordedOutcome } from './record/recorded-outcome.ts';
