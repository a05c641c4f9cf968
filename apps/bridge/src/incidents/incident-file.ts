import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { levels } from '../conditions/conditions.ts';
import { IncidentLock } from './incident-lock.ts';
import { type Incident, type IncidentQuery, incidentParts, type Run } from './incident.ts';

/** Name of the file in the data folder. */
export const incidentFileName = 'incidents.sqlite';

/** How long to wait for another program that writes to the file, milliseconds: none should, and the wait blocks the thread. */
const patienceMs = 50;

/** Version of the tables, in `PRAGMA user_version`. */
const schemaVersion = 1;

const tables = `
  CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    part TEXT NOT NULL,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT,
    at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    lastAt INTEGER NOT NULL,
    endedAt INTEGER,
    lastedMs INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE run (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    startedAt INTEGER NOT NULL,
    aliveAt INTEGER NOT NULL,
    stoppedAt INTEGER
  ) STRICT;
  PRAGMA user_version = ${schemaVersion};
`;

const columns = [
  'id',
  'part',
  'name',
  'before',
  'after',
  'level',
  'reason',
  'at',
  'times',
  'lastAt',
  'endedAt',
  'lastedMs',
] as const;

const upsert = `INSERT INTO incident (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${columns
    .slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

const search = `SELECT * FROM incident
  WHERE id < ? AND at < ? AND coalesce(endedAt, ${Number.MAX_SAFE_INTEGER}) >= ?
    AND (? IS NULL OR part = ?) AND (? IS NULL OR name = ?)
  ORDER BY id DESC LIMIT ?`;

/** The file is in a format that this version does not know. */
export class IncidentsNewerError extends Error {
  override readonly name = 'IncidentsNewerError';

  constructor(version: number) {
    super(`it is version ${version}, this program knows versions up to ${schemaVersion}: upgrade the program`);
  }
}

function textOrNone(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOrNone(value: SQLOutputValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function incidentOf(row: Readonly<Record<string, SQLOutputValue>>): Incident {
  return {
    id: Number(row['id']),
    part: incidentParts.find((part) => part === row['part']) ?? 'bridge',
    name: String(row['name']),
    before: textOrNone(row['before']),
    after: String(row['after']),
    level: levels.find((level) => level === row['level']) ?? 'unknown',
    reason: textOrNone(row['reason']),
    at: Number(row['at']),
    times: Number(row['times']),
    lastAt: Number(row['lastAt']),
    endedAt: numberOrNone(row['endedAt']),
    lastedMs: Number(row['lastedMs']),
  };
}

/** Entries of the incident log in a SQLite file. Changes are few and small, so they are made in the calling thread. */
export class IncidentFile {
  readonly #database: DatabaseSync;
  readonly #lock: IncidentLock | undefined;
  #isClosed = false;

  /**
   * Opens the file, or makes it, for this process alone. Throws `IncidentsInUseError`, `IncidentsNewerError`, and what SQLite says
   * where it cannot be used.
   */
  static open(path: string): IncidentFile {
    const lock = new IncidentLock(path);
    try {
      // SQLite would let everyone read what it creates.
      closeSync(openSync(path, 'a', 0o600));
      return IncidentFile.#openDatabase(path, lock);
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  /** Opens one that is gone when it is closed. */
  static inMemory(): IncidentFile {
    return IncidentFile.#openDatabase(':memory:', undefined);
  }

  static #openDatabase(path: string, lock: IncidentLock | undefined): IncidentFile {
    const database = new DatabaseSync(path);
    try {
      // A killed process loses nothing; a power cut the changes of the last moments, and never the file.
      database.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`);
      const [check] = database.prepare('PRAGMA quick_check(1)').all();
      if (check?.['quick_check'] !== 'ok') throw new Error(`it is damaged: ${String(check?.['quick_check'])}`);
      const version = versionOf(database);
      if (version === 0) database.exec(`BEGIN; ${tables}; COMMIT`);
      else if (version !== schemaVersion) throw new IncidentsNewerError(version);
      return new IncidentFile(database, lock);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Opens the file of a bridge that may be running, to read it. Throws `IncidentsNewerError`, and what SQLite says. */
  static openToRead(path: string): IncidentFile {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
      const version = versionOf(database);
      if (version > schemaVersion) throw new IncidentsNewerError(version);
      return new IncidentFile(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(database: DatabaseSync, lock?: IncidentLock) {
    this.#database = database;
    this.#lock = lock;
  }

  /** 0 when there is none. */
  get newestId(): number {
    return Number(this.#database.prepare('SELECT coalesce(max(id), 0) AS id FROM incident').get()?.['id']);
  }

  /** The latest run that was written. */
  get run(): Run | undefined {
    const row = this.#database.prepare('SELECT * FROM run').get();
    if (row === undefined) return undefined;
    const { startedAt, aliveAt, stoppedAt } = row;
    return { startedAt: Number(startedAt), aliveAt: Number(aliveAt), stoppedAt: numberOrNone(stoppedAt) };
  }

  /** Writes entries, new or changed, and the run, all or nothing. */
  write(incidents: Iterable<Incident>, { startedAt, aliveAt, stoppedAt }: Run): void {
    this.#inTransaction(() => {
      const statement = this.#database.prepare(upsert);
      for (const incident of incidents) statement.run(...columns.map((column) => incident[column] ?? null));
      this.#database
        .prepare('INSERT OR REPLACE INTO run (id, startedAt, aliveAt, stoppedAt) VALUES (1, ?, ?, ?)')
        .run(startedAt, aliveAt, stoppedAt ?? null);
    });
  }

  /** Returns entries, the newest first. */
  find({ from = 0, to, part, name, cursor, limit }: IncidentQuery): readonly Incident[] {
    const most = Number.MAX_SAFE_INTEGER;
    return this.#database
      .prepare(search)
      .all(cursor ?? most, to ?? most, from, part ?? null, part ?? null, name ?? null, name ?? null, limit)
      .map(incidentOf);
  }

  /** Ends what lasts, as nothing was known of it afterwards; what the bridge itself was in ends at `bridgeAt`. */
  endAll(at: number, bridgeAt: number): void {
    this.#database
      .prepare(
        `UPDATE incident SET lastedMs = lastedMs + max(0, iif(part = 'bridge', ?, ?) - lastAt),
           endedAt = max(lastAt, iif(part = 'bridge', ?, ?)) WHERE endedAt IS NULL`,
      )
      .run(bridgeAt, at, bridgeAt, at);
  }

  /** Removes what was over before `before`, and the oldest above `most`. Returns how many of the latter there were. */
  prune(most: number, before: number): number {
    return this.#inTransaction(() => {
      this.#database.prepare('DELETE FROM incident WHERE endedAt < ?').run(before);
      const oldest = 'SELECT id FROM incident ORDER BY id DESC LIMIT -1 OFFSET ?';
      return Number(this.#database.prepare(`DELETE FROM incident WHERE id IN (${oldest})`).run(most).changes);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#database.close();
    this.#lock?.close();
  }

  #inTransaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite may have ended it by itself, as on a full disk, and Node 22.13 does not say so.
      try {
        this.#database.exec('ROLLBACK');
      } catch {
        // No transaction is open any more.
      }
      throw error;
    }
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
