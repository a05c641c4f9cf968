import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeOwnDirectory } from '@sdmp/journal';
import { SinkError } from '../sink-error.ts';
import { isBusy } from '../sqlite/is-busy.ts';
import type { SinkState } from './sink-state.ts';
import { SqliteSinkState } from './sqlite-sink-state.ts';

/** Options of `openSinkState`. */
export interface SinkStateOptions {
  /** Dead letters that one sink may have; at the limit it pauses. Default 10,000; 1 and up. */
  readonly maxDeadLetters?: number;
}

const defaultMaxDeadLetters = 10_000;

/** How long to wait for another program, milliseconds. It blocks the thread, and is needed only at the first start. */
const patienceMs = 2000;
const tryEveryMs = 10;
const pausing = new Int32Array(new SharedArrayBuffer(4));

/** Name of the file in the directory. */
export const sinkStateFile = 'sinks.sqlite';

/** Version of the tables, in `PRAGMA user_version`. */
const schemaVersion = 3;

/** From nothing to each version. Letters of the first version name no branch: there was but one; those of the second have no answer. */
const migrations: readonly string[] = [
  `
  CREATE TABLE pause (sink TEXT PRIMARY KEY, because TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE dead_letter (
    sink TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (sink, position)
  ) STRICT, WITHOUT ROWID;
`,
  `
  ALTER TABLE dead_letter ADD COLUMN journal TEXT NOT NULL DEFAULT '';
  CREATE TABLE seen (sink TEXT PRIMARY KEY, history TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  `
  ALTER TABLE dead_letter ADD COLUMN answer TEXT;
  ALTER TABLE dead_letter ADD COLUMN cause TEXT NOT NULL DEFAULT '';
  UPDATE dead_letter SET cause = reason;
`,
];

/**
 * Opens the state of all sinks of one bridge, a small SQLite file in `directory`, which is made when it is not there.
 *
 * @throws SinkError `SINK_STATE` when the file cannot be opened, is damaged or was written by a newer version.
 */
export function openSinkState(directory: string, options: SinkStateOptions = {}): SinkState {
  const file = join(directory, sinkStateFile);
  return openFile(file, options, () => {
    makeOwnDirectory(directory);
    // SQLite would let everyone read what it creates.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    // SQLite opens what may only be read all the same: dead letters would fail at the first one.
    accessSync(file, constants.R_OK | constants.W_OK);
  });
}

/** A state that is gone with the process: for tests, and beside a journal in memory. */
export function openMemorySinkState(options: SinkStateOptions = {}): SinkState {
  return openFile(':memory:', options, () => undefined);
}

function openFile(file: string, options: SinkStateOptions, prepare: () => void): SinkState {
  const { maxDeadLetters = defaultMaxDeadLetters } = options;
  if (!Number.isInteger(maxDeadLetters) || maxDeadLetters < 1) {
    throw new SinkError('INVALID_ARGUMENT', 'maxDeadLetters must be a whole number above 0');
  }
  let database: DatabaseSync | undefined;
  try {
    prepare();
    database = new DatabaseSync(file);
    database.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA synchronous = FULL`);
    useLog(database);
    migrate(database, file);
    return new SqliteSinkState(database, file, maxDeadLetters);
  } catch (cause) {
    database?.close();
    if (cause instanceof SinkError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SinkError('SINK_STATE', `${file} cannot be opened (${reason}): check the path, its rights and the disk`, {
      cause,
    });
  }
}

/** The change to a write-ahead log does not wait for other programs that make the same one: it is tried again. */
function useLog(database: DatabaseSync): void {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      Atomics.wait(pausing, 0, 0, tryEveryMs);
    }
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const readVersion = (): number => Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const version = readVersion();
  if (version === schemaVersion) return;
  if (version > schemaVersion) {
    throw new SinkError(
      'SINK_STATE',
      `${file} was written by a newer version (${version}): use that version, or newer`,
    );
  }
  database.exec('BEGIN IMMEDIATE');
  // Another program may have made the tables before this one had its turn.
  const isMade = readVersion() !== version;
  const steps = migrations.slice(version).join(';');
  database.exec(isMade ? 'ROLLBACK' : `${steps}; PRAGMA user_version = ${schemaVersion}; COMMIT`);
  if (isMade) migrate(database, file);
}
