/**
 * Newest version of the tables; kept in `PRAGMA user_version`. 1: each batch is one row of `batch_data`. 2: a batch of many
 * campaigns may be in parts, each a row of `batch_data` with the next key. 3: with the tables of the history. A writer
 * makes 3 of older files when it opens them; readers open them as they are.
 */
export const schemaVersion = 3;
/** The first version with the tables of the history. */
export const historyVersion = 3;
export const firstVersion = 1;
/** Tells our files from other SQLite databases; kept in `PRAGMA application_id`. */
export const applicationId = 0x53444d50;

export const databaseFile = 'journal.db';
export const lockFile = 'journal.lock';
/** Says that the directory has held a journal, so that one whose database is missing is not begun anew. Holds its id. */
export const markFile = 'journal.id';

/** Without one of these a file is no journal. */
export const requiredTables: readonly string[] = ['journal', 'batch', 'batch_data', 'cursor'];
/** The same from `historyVersion` on. */
export const historyTables: readonly string[] = ['branch', 'loss', 'origin'];

/** Half the pages per batch of SQLite's default of 4096; measured to be the fastest for large and small batches. */
export const pageBytes = 8192;

/**
 * `branch` and `loss` are the history, see `Branch` and `Loss`. `origin` says which file this was when it was last opened
 * for writing, to tell it from a copy of it, and whether it has been made by a restore since.
 */
export const createHistory = `
  CREATE TABLE branch (first INTEGER PRIMARY KEY, tag TEXT NOT NULL) STRICT;
  CREATE TABLE loss (at INTEGER PRIMARY KEY, since INTEGER NOT NULL, at_least INTEGER NOT NULL) STRICT;
  CREATE TABLE origin (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    file TEXT NOT NULL,
    is_restored INTEGER NOT NULL
  ) STRICT;
  INSERT INTO branch VALUES (0, '');
  INSERT INTO origin VALUES (1, '', 0);
`;

/**
 * `batch` describes and `batch_data` holds: a reader that passes over batches touches only the small rows of the first.
 * The positions in `journal` outlive the rows: no position is given out twice, even when all have been pruned.
 */
export const createTables = `
  CREATE TABLE journal (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id TEXT NOT NULL,
    first_position INTEGER NOT NULL,
    end_position INTEGER NOT NULL,
    batches INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE batch (
    first INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    min_time INTEGER NOT NULL,
    max_time INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    summary BLOB NOT NULL
  ) STRICT;
  CREATE TABLE batch_data (first INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE cursor (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    filter TEXT NOT NULL,
    touched REAL NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
  ) STRICT, WITHOUT ROWID;
`;
