import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import { pragmaNumber } from './columns.ts';
import { APPLICATION_ID, CREATE_TABLES, FIRST_VERSION, PAGE_BYTES, SCHEMA_VERSION } from './schema.ts';
import { openFailure } from './sqlite-failure.ts';

/** Opens the database for its only writer; makes it when it is not there and `create` says so. */
export function openForWriting(file: string, create: boolean): DatabaseSync {
  if (!create) requireFile(file);
  return opened(file, false, (database) => {
    database.exec('PRAGMA busy_timeout = 2000');
    if (holdsNothing(database)) createTables(database);
    else checkIdentity(database, file);
    requireLog(database, file);
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
  requireFile(file);
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

function requireFile(file: string): void {
  if (existsSync(file)) return;
  throw new JournalError(
    'JOURNAL_NOT_FOUND',
    `${file} does not exist: check the directory, or open it for writing with create to begin a journal.`,
  );
}

function holdsNothing(database: DatabaseSync): boolean {
  return pragmaNumber(database.prepare('SELECT count(*) FROM sqlite_schema').get()) === 0;
}

function createTables(database: DatabaseSync): void {
  // Both hold only when they are set before the first page is written.
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA auto_vacuum = INCREMENTAL;`);
  database.exec(`
    BEGIN IMMEDIATE;
    ${CREATE_TABLES}
    INSERT INTO journal VALUES (1, '${randomUUID()}', 0, 0, 0, 0);
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FIRST_VERSION};
    COMMIT;
  `);
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

function checkIdentity(database: DatabaseSync, file: string): void {
  if (pragmaNumber(database.prepare('PRAGMA application_id').get()) !== APPLICATION_ID) {
    throw new JournalError(
      'JOURNAL_DAMAGED',
      `${file} is an SQLite database but not a journal: choose another directory.`,
    );
  }
  const version = pragmaNumber(database.prepare('PRAGMA user_version').get());
  if (version > SCHEMA_VERSION) {
    throw new JournalError(
      'JOURNAL_NEWER',
      `${file} is version ${version}, this program knows versions up to ${SCHEMA_VERSION}: upgrade the program, or choose another directory.`,
    );
  }
}

/** Undoes the transaction under way. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has done so itself: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
  }
}
