import type { Clock } from './clock.ts';
import type { OpenConnection } from './connection/connection.ts';

/** Where a client meets the world. */
export interface ClientEdges {
  readonly clock: Clock;
  readonly random: () => number;
  readonly open: OpenConnection;
}
