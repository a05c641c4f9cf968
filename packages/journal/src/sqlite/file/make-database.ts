import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileIdentity } from './file-identity.ts';
import { syncDirectory } from '../../own-directory.ts';
import { createOwnFile } from './own-files.ts';
import { applicationId, createHistory, createTables, pageBytes, schemaVersion } from './schema.ts';
import { openFailure } from './sqlite-failure.ts';

/** Makes an empty journal, whole or not at all: a file without tables is always one that has lost them. */
export function makeDatabase(file: string): void {
  const unfinished = `${file}.new`;
  try {
    // What a process that was killed has left.
    for (const each of [unfinished, `${unfinished}-journal`]) rmSync(each, { force: true });
    createOwnFile(unfinished);
    writeTables(unfinished);
    sync(unfinished);
    renameSync(unfinished, file);
    syncDirectory(dirname(file));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw openFailure(file, error);
  }
}

function writeTables(file: string): void {
  const database = new DatabaseSync(file);
  try {
    // Both hold only when they are set before the first page is written.
    database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL;`);
    database.exec(`
      BEGIN IMMEDIATE;
      ${createTables}
      INSERT INTO journal VALUES (1, '${randomUUID()}', 0, 0, 0, 0);
      ${createHistory}
      PRAGMA application_id = ${applicationId};
      PRAGMA user_version = ${schemaVersion};
    `);
    database.prepare('UPDATE origin SET file = ?').run(fileIdentity(file));
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function sync(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
