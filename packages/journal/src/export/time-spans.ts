import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** When records were recorded, told without reading them. */
export class TimeSpans {
  readonly #at: StatementSync;
  readonly #before: StatementSync;
  readonly #after: StatementSync;

  constructor(database: DatabaseSync) {
    this.#at = database.prepare('SELECT min_time AS oldest, max_time AS newest FROM batch WHERE first = ?');
    this.#before = database.prepare('SELECT max_time AS time FROM batch WHERE first < ? ORDER BY first DESC LIMIT 1');
    this.#after = database.prepare('SELECT min_time AS time FROM batch WHERE first >= ? ORDER BY first LIMIT 1');
  }

  /** Times of the batch at `first`; where its row is lost, of the records around it. */
  around(first: number, next: number): { readonly oldestTime?: number; readonly newestTime?: number } {
    const own = numbers(this.#at, first);
    const oldestTime = own['oldest'] ?? numbers(this.#before, first)['time'];
    const newestTime = own['newest'] ?? numbers(this.#after, next)['time'];
    return {
      ...(oldestTime === undefined ? {} : { oldestTime }),
      ...(newestTime === undefined ? {} : { newestTime }),
    };
  }
}

/** In a damaged file a column can hold anything, and a page may not be readable at all. */
function numbers(statement: StatementSync, position: number): Readonly<Record<string, number>> {
  try {
    const row = statement.get(position) ?? {};
    return Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
    );
  } catch {
    return {};
  }
}
