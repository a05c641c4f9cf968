export { type SinkSuiteOptions, sinkSuite } from './sink-suite.ts';
export type { SinkCase, SinkSubject } from './sink-subject.ts';
export { oddOutcomes, outcomeAt, plainOutcomes } from './suite-outcomes.ts';
