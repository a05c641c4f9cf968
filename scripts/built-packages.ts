/** The packages as they were built: the root of the workspace depends on none of them by name. */
export { openSqliteJournal } from '../packages/journal/dist/index.js';
export { type Client, connect } from '../packages/runtime/dist/index.js';
export {
  createRandom,
  createShift,
  type Link,
  type Random,
  type SimulatedDialer,
  startLink,
  startSimulatedDialer,
} from '../packages/testkit/dist/index.js';
