import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** How long a bridge that is about to end may take, milliseconds; the wait blocks the thread, and is made at the start alone. */
const patienceMs = 2000;

/** Another bridge keeps its incident log in that folder. */
export class IncidentsInUseError extends Error {
  override readonly name = 'IncidentsInUseError';
}

/** Keeps a file for this process until it is closed; the system ends it with the process, whatever ends that. */
export class IncidentLock {
  readonly #database: DatabaseSync;

  /** Throws `IncidentsInUseError`, or what SQLite says where the lock cannot be made. */
  constructor(path: string) {
    const file = `${path}.lock`;
    closeSync(openSync(file, 'a', 0o600));
    this.#database = new DatabaseSync(file);
    try {
      this.#database.exec(`PRAGMA busy_timeout = ${patienceMs}; BEGIN EXCLUSIVE`);
    } catch (cause) {
      this.#database.close();
      if (!(cause instanceof Error) || !cause.message.includes('locked')) throw cause;
      throw new IncidentsInUseError('another bridge keeps its incident log there: give each a folder of its own', {
        cause,
      });
    }
  }

  /** Gives the file up; to be called once. */
  close(): void {
    this.#database.close();
  }
}
