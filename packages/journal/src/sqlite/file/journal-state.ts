import type { DatabaseSync } from 'node:sqlite';
import { readArrival } from '../writer/arrival-row.ts';
import { numberIn, type Row, textIn } from './columns.ts';
import type { Edges, OpenedJournal } from '../writer/messages.ts';

/** What is known of the whole journal, read from the one row that each transaction keeps up to date. */
export function readState(database: DatabaseSync): OpenedJournal {
  const row = database.prepare('SELECT id, first_position, end_position, batches, bytes FROM journal').get() ?? {};
  const oldest = readEdge(database, 'ASC');
  const newest = readEdge(database, 'DESC');
  const first = numberIn(row, 'first_position');
  const end = numberIn(row, 'end_position');
  return {
    id: textIn(row, 'id'),
    // The row agrees with the batches unless a bit of it flipped: then nothing that is stored may be hidden, and no
    // position be given out twice.
    first: oldest === undefined ? first : Math.min(first, numberIn(oldest, 'first')),
    end: newest === undefined ? end : Math.max(end, numberIn(newest, 'first') + numberIn(newest, 'count')),
    batches: numberIn(row, 'batches'),
    bytes: numberIn(row, 'bytes'),
    ...timesAt(oldest, newest),
    arrival: readArrival(database),
  };
}

export function readTimes(database: DatabaseSync): Edges {
  return timesAt(readEdge(database, 'ASC'), readEdge(database, 'DESC'));
}

function timesAt(oldest: Row | undefined, newest: Row | undefined): Edges {
  return {
    oldestTime: oldest === undefined ? undefined : numberIn(oldest, 'min_time'),
    newestTime: newest === undefined ? undefined : numberIn(newest, 'max_time'),
  };
}

export function readEdge(database: DatabaseSync, order: 'ASC' | 'DESC'): Row | undefined {
  return database.prepare(`SELECT first, count, min_time, max_time FROM batch ORDER BY first ${order} LIMIT 1`).get();
}
