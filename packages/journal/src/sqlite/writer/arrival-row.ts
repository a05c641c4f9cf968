import type { DatabaseSync } from 'node:sqlite';

/** Programs that do not know the table take no notice of it, so that it needs no version of the format. */
const tableName = 'arrival';
const createTable = `CREATE TABLE IF NOT EXISTS ${tableName} (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), saved TEXT NOT NULL) STRICT`;

/** What retention has saved about times of arrival; undefined when it has saved nothing. */
export function readArrival(database: DatabaseSync): string | undefined {
  const isThere = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(tableName) !== undefined;
  const saved = isThere ? database.prepare(`SELECT saved FROM ${tableName}`).get()?.['saved'] : undefined;
  return typeof saved === 'string' ? saved : undefined;
}

/** To be used inside a transaction. */
export function writeArrival(database: DatabaseSync, saved: string): void {
  database.exec(createTable);
  database.prepare(`INSERT OR REPLACE INTO ${tableName} VALUES (1, ?)`).run(saved);
}
