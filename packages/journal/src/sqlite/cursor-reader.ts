import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import type { Cursor, RecordFilter } from '../journal.ts';
import { numberIn, type Row, textIn } from './columns.ts';
import { reasonOf } from './sqlite-failure.ts';

export class CursorReader {
  readonly #file: string;
  readonly #all: StatementSync;

  constructor(database: DatabaseSync, file: string) {
    this.#file = file;
    this.#all = database.prepare('SELECT tenant, name, position, filter, touched FROM cursor');
  }

  load(): readonly Cursor[] {
    try {
      return this.#all.all().map(toCursor);
    } catch (cause) {
      throw new JournalError(
        'JOURNAL_DAMAGED',
        `${this.#file}: the cursors cannot be read (${reasonOf(cause)}): restore the file from a copy.`,
        { cause },
      );
    }
  }
}

function toCursor(row: Row): Cursor {
  return {
    tenant: textIn(row, 'tenant'),
    name: textIn(row, 'name'),
    position: numberIn(row, 'position'),
    filter: toFilter(JSON.parse(textIn(row, 'filter'))),
    touched: numberIn(row, 'touched'),
  };
}

function toFilter(value: unknown): RecordFilter {
  if (typeof value !== 'object' || value === null) throw new TypeError('a filter is not an object');
  const { tenant, campaign, classes } = value as Record<string, unknown>;
  return {
    ...(typeof tenant === 'string' ? { tenant } : {}),
    ...(typeof campaign === 'string' ? { campaign } : {}),
    ...(typeof classes === 'number' ? { classes } : {}),
  };
}
