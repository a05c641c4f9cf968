/**
 * Newest version of the tables; kept in `PRAGMA user_version`. 1: each batch is one row of `batch_data`. 2: a batch of many
 * campaigns may be in parts, each a row of `batch_data` with the next key. A file is 1 until it has such a batch.
 */
export const SCHEMA_VERSION = 2;
export const FIRST_VERSION = 1;
/** Tells our files from other SQLite databases; kept in `PRAGMA application_id`. */
export const APPLICATION_ID = 0x53444d50;

export const DATABASE_FILE = 'journal.db';
export const LOCK_FILE = 'journal.lock';

/** Half the pages per batch of SQLite's default of 4096; measured to be the fastest for large and small batches. */
export const PAGE_BYTES = 8192;

/**
 * `batch` describes and `batch_data` holds: a reader that passes over batches touches only the small rows of the first.
 * The positions in `journal` outlive the rows: no position is given out twice, even when all have been pruned.
 */
export const CREATE_TABLES = `
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
