export { SinkRunner } from './runner/sink-runner.ts';
export type { SinkBatchLimits, SinkRetry, SinkRunnerOptions } from './runner/sink-runner-options.ts';
export type { SinkColumn, SinkFailure, SinkHistory } from './runner/sink-history.ts';
export type { SinkRunState, SinkStatus } from './runner/sink-status.ts';
export type { Refused, Sink, SinkOutcome } from './sink.ts';
export { type OutcomeShape, outcomeShape, type OutcomeShapeOptions } from './shape/outcome-shape.ts';
export { shapeCheck, shapedSink } from './shape/shaped-sink.ts';
export { sinkEvents } from './sink-events.ts';
export type { SinkClock } from './sink-clock.ts';
export {
  closedSink,
  refused,
  SinkError,
  type SinkErrorCode,
  type SinkErrorOptions,
  unavailable,
  wrongSettings,
} from './sink-error.ts';
export type { SinkLogger } from './sink-logger.ts';
export {
  openMemorySinkState,
  openSinkState,
  sinkStateFile,
  type SinkStateOptions,
} from './state/open-sink-state.ts';
export type {
  DeadLetter,
  DeadLetterChoice,
  DeadLetterGroup,
  DeadLetterPage,
  PauseReason,
  SinkState,
} from './state/sink-state.ts';
