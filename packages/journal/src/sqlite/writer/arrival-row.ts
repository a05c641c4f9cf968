import type { DatabaseSync } from 'node:sqlite';

/** Programs that do not know the table take no notice of it, so that it needs no version of the format. */
const TABLE = 'arrival';
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS ${TABLE} (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), saved TEXT NOT NULL) STRICT`;

/** What retention has saved about times of arrival; undefined when it has saved nothing. */
export function readArrival(database: DatabaseSync): string | undefined {
  const isThere = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(TABLE) !== undefined;
  const saved = isThere ? database.prepare(`SELECT saved FROM ${TABLE}`).get()?.['saved'] : undefined;
  return typeof saved === 'string' ? saved : undefined;
}

/** To be used inside a transaction. */
export function writeArrival(database: DatabaseSync, saved: string): void {
  database.exec(CREATE_TABLE);
  database.prepare(`INSERT OR REPLACE INTO ${TABLE} VALUES (1, ?)`).run(saved);
}
