import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createOwnFile } from './own-files.ts';
import { databaseFile, lockFile } from './schema.ts';
import { inUse, isBusy, openFailure } from './sqlite-failure.ts';

/** With what SQLite writes beside it. */
const writtenFiles: readonly string[] = [lockFile, ...['', '-wal', '-shm'].map((ending) => databaseFile + ending)];

/** How long to wait for a writer that is on its way out, such as a killed process. */
const patienceMs = 2000;

/** Held as long as the writer lives; the operating system releases it when the process dies, however it dies. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the place of the only writer. An exclusive transaction on a database of its own is a lock that works across
 * processes and threads, and leaves the journal itself open to readers. Blocks the thread for up to two seconds.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const file = join(directory, lockFile);
  checkWritable(directory);
  let database: DatabaseSync | undefined;
  try {
    createOwnFile(file);
    database = new DatabaseSync(file);
    database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    throw isBusy(error) ? inUse(directory, error) : openFailure(file, error);
  }
  const held = database;
  return { release: () => held.close() };
}

/** SQLite opens a file that may only be read all the same: the lock would hold nobody off, and nothing could be recorded. */
function checkWritable(directory: string): void {
  for (const name of writtenFiles) {
    const file = join(directory, name);
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch (error) {
      // One that is not there is made. The log comes and goes while others open and close the journal.
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) throw openFailure(file, error);
    }
  }
}
