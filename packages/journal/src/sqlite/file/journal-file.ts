import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../../journal-error.ts';
import { pragmaNumber } from './columns.ts';
import {
  applicationId,
  createHistory,
  firstVersion,
  historyTables,
  historyVersion,
  requiredTables,
  schemaVersion,
} from './schema.ts';
import { makeDatabase } from './make-database.ts';
import { openFailure } from './sqlite-failure.ts';

/** Opens the database for its only writer; makes it when it is not there and `create` says so. */
export function openForWriting(file: string, create: boolean): DatabaseSync {
  if (!existsSync(file)) {
    if (!create) throw notFound(file);
    makeDatabase(file);
  }
  return opened(file, false, (database) => {
    database.exec('PRAGMA busy_timeout = 2000');
    checkIdentity(database, file);
    requireLog(database, file);
    addHistory(database);
    // Checkpoints are made by the writer between transactions, so that none of them waits for one.
    database.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = FAST;
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA cache_size = -16384;
    `);
  });
}

/** Opens the database of a journal for reading only. */
export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) throw notFound(file);
  return opened(file, true, (database) => {
    database.exec('PRAGMA busy_timeout = 2000');
    checkIdentity(database, file);
  });
}

function opened(file: string, readOnly: boolean, prepare: (database: DatabaseSync) => void): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly });
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    throw openFailure(file, error);
  }
}

function notFound(file: string): JournalError {
  return new JournalError(
    'JOURNAL_NOT_FOUND',
    `${file} does not exist: check the directory, or open it for writing with create to begin a journal.`,
  );
}

/** Journals of earlier versions have one branch: what was given out before stays valid for what it named. */
function addHistory(database: DatabaseSync): void {
  if (versionOf(database) >= historyVersion) return;
  database.exec(`
    BEGIN IMMEDIATE;
    ${createHistory}
    PRAGMA user_version = ${schemaVersion};
    COMMIT;
  `);
}

/** Returns the version of the tables, as the file says. */
export function versionOf(database: DatabaseSync): number {
  return pragmaNumber(database.prepare('PRAGMA user_version').get());
}

/** Without a write-ahead log, readers and the writer would stop each other. */
function requireLog(database: DatabaseSync, file: string): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode === 'wal') return;
  throw new JournalError(
    'JOURNAL_UNWRITABLE',
    `${file}: its file system cannot hold a write-ahead log (journal mode stays ${String(mode)}): choose a directory on a local disk.`,
  );
}

/** A journal is made under another name and renamed when it is whole: a file without tables has lost them. */
function checkIdentity(database: DatabaseSync, file: string): void {
  const tables = new Set(
    database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  if (tables.size === 0) throw damagedFile(file, 'is empty');
  if (pragmaNumber(database.prepare('PRAGMA application_id').get()) !== applicationId) {
    throw new JournalError(
      'JOURNAL_DAMAGED',
      `${file} is an SQLite database but not a journal: choose another directory.`,
    );
  }
  const version = versionOf(database);
  if (version < firstVersion)
    throw damagedFile(file, `says that it is version ${version}, and the first is ${firstVersion}`);
  if (version > schemaVersion) {
    throw new JournalError(
      'JOURNAL_NEWER',
      `${file} is version ${version}, this program knows versions up to ${schemaVersion}: upgrade the program, or choose another directory.`,
    );
  }
  const required = version < historyVersion ? requiredTables : [...requiredTables, ...historyTables];
  const lacks = required.find((name) => !tables.has(name));
  if (lacks !== undefined) throw damagedFile(file, `has lost its table ${lacks}`);
  if (database.prepare('SELECT id FROM journal').all().length !== 1)
    throw damagedFile(file, 'has lost what it says of itself');
}

function damagedFile(file: string, what: string): JournalError {
  return new JournalError(
    'JOURNAL_DAMAGED',
    `${file} ${what}: restore it from a copy, or move it away to begin a new journal.`,
  );
}

/** Undoes the transaction under way. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has done so itself: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
  }
}
