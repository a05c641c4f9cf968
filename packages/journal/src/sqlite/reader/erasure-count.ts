import type { DatabaseSync } from 'node:sqlite';
import { pragmaNumber } from '../file/columns.ts';

/** Made with the first erasure; programs that do not know it leave it alone. */
const createErasure =
  'CREATE TABLE IF NOT EXISTS erasure (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), count INTEGER NOT NULL) STRICT';
const countOne = 'INSERT INTO erasure VALUES (1, 1) ON CONFLICT (only_row) DO UPDATE SET count = count + 1';

/** Tells those who read the file in other processes that records were erased. To be called inside the transaction. */
export function countErasure(database: DatabaseSync): void {
  database.exec(createErasure);
  database.exec(countOne);
}

/** Returns how often records were erased, each batch counted. */
export function readErasures(database: DatabaseSync): number {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'erasure'").get();
  if (table === undefined) return 0;
  const row = database.prepare('SELECT count FROM erasure').get();
  return typeof row?.['count'] === 'number' ? row['count'] : 0;
}

/** Notices erasures that another connection has made. */
export class ErasureWatch {
  readonly #database: DatabaseSync;
  #version = -1;
  #count = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.hasErased();
  }

  /** Whether records were erased since the last call. Costs next to nothing while nobody writes. */
  hasErased(): boolean {
    const version = pragmaNumber(this.#database.prepare('PRAGMA data_version').get());
    if (version === this.#version) return false;
    this.#version = version;
    const before = this.#count;
    this.#count = readErasures(this.#database);
    return this.#count !== before;
  }
}
