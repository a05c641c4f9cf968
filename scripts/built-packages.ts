/** The packages as they were built: the root of the workspace depends on none of them by name. */
export { type Journal, type JournalRecord, openSqliteJournal } from '../packages/journal/dist/index.js';
export { parseOutcomeLine } from '../packages/outcomes/dist/index.js';
export { openSinkState, SinkRunner } from '../packages/sinks/dist/index.js';
export { postgresSink } from '../packages/sinks/dist/postgres.js';
export { webhookSink } from '../packages/sinks/dist/webhook.js';
export { type Client, connect, startOutcomeService } from '../packages/runtime/dist/index.js';
export {
  createRandom,
  createShift,
  type Link,
  type Random,
  type SimulatedDialer,
  startLink,
  startSimulatedDialer,
} from '../packages/testkit/dist/index.js';
