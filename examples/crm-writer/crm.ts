import { DatabaseSync } from 'node:sqlite';
import type { Outcome } from '@sdmp/outcomes';

/** A CRM whose effect must not come twice: each call adds one to the attempts of a contact. */
export class Crm implements Disposable {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    // A reader may hold the file for a moment, and so may the recovery after a crash.
    this.#database.exec('pragma busy_timeout = 10000');
    this.#database.exec(`
      pragma journal_mode = wal;
      create table if not exists contacts (telephone text primary key, attempts integer not null, last_reason text);
      create table if not exists applied (key text primary key) without rowid;
    `);
  }

  /** Applies an outcome, unless it was applied before: effect and key are in one transaction. Returns whether it was new. */
  apply({ key, telephoneNumber = 'unknown', reasonName }: Outcome): boolean {
    this.#database.exec('begin immediate');
    try {
      const { changes } = this.#database.prepare('insert or ignore into applied values (?)').run(key);
      if (changes === 1) {
        this.#database
          .prepare(
            `insert into contacts values (?, 1, ?)
             on conflict (telephone) do update set attempts = attempts + 1, last_reason = excluded.last_reason`,
          )
          .run(telephoneNumber, reasonName ?? null);
      }
      this.#database.exec('commit');
      return changes === 1;
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
