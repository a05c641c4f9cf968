import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unavailable } from '../sink-error.ts';
import { isBusy } from '../sqlite/is-busy.ts';

/** Name of the file in the folder. */
export const lockFile = '.sdmp-files.lock';

/** Held as long as the sink is open; the operating system releases it when the process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the place of the only sink that writes files in a folder: two would take each other's files for what a crash left. An
 * exclusive transaction of SQLite is a lock that works across processes. Throws `SINK_UNAVAILABLE`, retryable, or what the
 * system says of the file.
 */
export function lockFolder(directory: string): FolderLock {
  const file = join(directory, lockFile);
  // SQLite opens what may only be read all the same: the lock would keep nobody out.
  if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    throw notLocked(directory, cause);
  }
  const held = database;
  return { release: () => held.close() };
}

function notLocked(directory: string, cause: unknown): Error {
  if (isBusy(cause)) {
    return unavailable(`${directory} belongs to another sink that is open: give each sink a folder of its own`, {
      cause,
    });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return unavailable(`${join(directory, lockFile)} cannot be locked (${reason}): check path, rights and room`, {
    cause,
  });
}
