import { crc32 } from 'node:zlib';
import type { Cursor, RecordFilter } from '../journal.ts';
import { numberIn, type Row, textIn } from './columns.ts';

/** A cursor as it is stored: the filter as JSON. */
export interface CursorRow extends Omit<Cursor, 'filter'> {
  readonly filter: string;
}

/** A flipped bit in a position would make a reader lose or repeat records in silence. */
export function cursorChecksum({ tenant, name, position, filter, touched }: CursorRow): number {
  return crc32(JSON.stringify([tenant, name, position, filter, touched]));
}

/** Makes cursors of rows. Most have the filter of the one before: it is shared. */
export class CursorRows {
  #filterText = '{}';
  #filter: RecordFilter = {};

  /** Throws when the row does not agree with its checksum. */
  toCursor(row: Row): Cursor {
    const stored = {
      tenant: textIn(row, 'tenant'),
      name: textIn(row, 'name'),
      position: numberIn(row, 'position'),
      filter: textIn(row, 'filter'),
      touched: numberIn(row, 'touched'),
    };
    if (cursorChecksum(stored) !== numberIn(row, 'crc')) {
      throw new TypeError(
        `cursor ${JSON.stringify(stored.name)} of tenant ${JSON.stringify(stored.tenant)} does not agree with its checksum`,
      );
    }
    return { ...stored, filter: this.#read(stored.filter) };
  }

  #read(text: string): RecordFilter {
    if (text !== this.#filterText) {
      this.#filter = toFilter(JSON.parse(text));
      this.#filterText = text;
    }
    return this.#filter;
  }
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
