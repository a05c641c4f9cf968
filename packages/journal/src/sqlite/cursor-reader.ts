import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import type { Cursor } from '../journal.ts';
import { toCursor } from './cursor-row.ts';
import { reasonOf } from './sqlite-failure.ts';

export class CursorReader {
  readonly #file: string;
  readonly #all: StatementSync;

  constructor(database: DatabaseSync, file: string) {
    this.#file = file;
    this.#all = database.prepare('SELECT tenant, name, position, filter, touched, crc FROM cursor');
  }

  load(): readonly Cursor[] {
    try {
      return this.#all.all().map(toCursor);
    } catch (cause) {
      throw new JournalError(
        'JOURNAL_DAMAGED',
        `${this.#file}: the cursors cannot be read (${reasonOf(cause)}): remove or save that cursor, or restore the file from a copy.`,
        { cause },
      );
    }
  }
}
