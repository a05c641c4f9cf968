/** The built packages, imported by path because the workspace root does not depend on them. */
export {
  bodyOf,
  exportArchive,
  importArchive,
  type Journal,
  type JournalRecord,
  openMemoryJournal,
  openSqliteJournal,
  readBatches,
  recordsIn,
} from '../packages/journal/dist/index.js';
export { openCallReports } from '../packages/calls/dist/index.js';
export { openJetStreamJournal } from '../packages/journal/dist/jetstream.js';
export { outcomeFromRecord, outcomeId, parseOutcomeLine } from '../packages/outcomes/dist/index.js';
export { openSinkState, type SinkOutcome, SinkRunner } from '../packages/sinks/dist/index.js';
export { filesSink } from '../packages/sinks/dist/files.js';
export { outcomeTableSql, postgresSink } from '../packages/sinks/dist/postgres.js';
export { kafkaSink } from '../packages/sinks/dist/kafka.js';
export { natsSink } from '../packages/sinks/dist/nats.js';
export { webhookSink } from '../packages/sinks/dist/webhook.js';
export { type Client, connect, type OutcomeService, startOutcomeService } from '../packages/runtime/dist/index.js';
export { formatPasswordHash, hashPassword, openUsers } from '../packages/runtime/dist/users.js';
export {
  type Authority,
  createAuthority,
  createRandom,
  createShift,
  type FloorEvent,
  type FloorTotals,
  type Link,
  type LinkDeath,
  type Random,
  reportFloor,
  type SimulatedDialer,
  startLink,
  startSimulatedDialer,
} from '../packages/testkit/dist/index.js';
