import { DatabaseSync } from 'node:sqlite';
import type { OutcomesPage } from './outcomes-page.ts';

/** The warehouse: SQLite here. Any database with transactions does; what matters is that rows and position are in one. */
export class Warehouse implements Disposable {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      create table if not exists outcomes (
        position integer primary key, id text, time text, campaign text, session text, reason text, success integer);
      create table if not exists loader (one integer primary key check (one = 1), next integer not null);
    `);
  }

  /** Position to load from. */
  get next(): number {
    return Number(this.#database.prepare('select next from loader').get()?.['next'] ?? 0);
  }

  /** Stores a page and the position behind it in one transaction. Returns the number of rows. */
  load({ outcomes }: OutcomesPage): number {
    const last = outcomes.at(-1);
    if (last === undefined) return 0;
    const insert = this.#database.prepare('insert or replace into outcomes values (?, ?, ?, ?, ?, ?, ?)');
    this.#database.exec('begin immediate');
    try {
      for (const { position, id, time, campaignName, sessionIdentifier, reasonName, success } of outcomes)
        insert.run(
          position,
          id,
          time,
          campaignName ?? null,
          sessionIdentifier ?? null,
          reasonName ?? null,
          Number(success),
        );
      this.#database.prepare('insert or replace into loader values (1, ?)').run(last.position + 1);
      this.#database.exec('commit');
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
    return outcomes.length;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
