import type { SQLOutputValue } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Cursor, RecordFilter } from '../../journal.ts';

/** A cursor as it is stored: the filter as JSON. */
export interface CursorRow extends Omit<Cursor, 'filter'> {
  readonly filter: string;
}

/** A flipped bit in a position would make a reader lose or repeat records in silence. */
export function cursorChecksum({ tenant, name, position, filter, touched }: CursorRow): number {
  return crc32(JSON.stringify([tenant, name, position, filter, touched]));
}

/** The columns that `CursorRows` takes, in their order. */
export const cursorColumns = 'tenant, name, position, filter, touched, crc';

/**
 * Makes cursors of rows, of which there may be very many. Most have the tenant and the filter of the one before: the filter
 * is shared, and both are written as JSON once.
 */
export class CursorRows {
  #filterText = '{}';
  /** Undefined until it is known that its text is whole. */
  #filter: RecordFilter | undefined = {};
  #filterJson = JSON.stringify('{}');
  #tenant = '';
  #tenantJson = JSON.stringify('');

  /** Throws when the row is not as the schema says, or does not agree with its checksum. */
  toCursor([tenant, name, position, text, touched, crc]: readonly SQLOutputValue[]): Cursor {
    if (typeof tenant !== 'string' || typeof name !== 'string' || typeof text !== 'string')
      throw new TypeError('a cursor holds something that is not text');
    if (typeof position !== 'number' || typeof touched !== 'number')
      throw new TypeError(`cursor ${JSON.stringify(name)} holds something that is not a number`);
    this.#notice(tenant, text);
    // The same text as for `cursorChecksum`.
    const json = `[${this.#tenantJson},${JSON.stringify(name)},${position},${this.#filterJson},${touched}]`;
    if (crc32(json) !== crc) {
      throw new TypeError(
        `cursor ${JSON.stringify(name)} of tenant ${JSON.stringify(tenant)} does not agree with its checksum`,
      );
    }
    this.#filter ??= toFilter(JSON.parse(text));
    return { tenant, name, position, filter: this.#filter, touched };
  }

  #notice(tenant: string, text: string): void {
    if (tenant !== this.#tenant) {
      this.#tenant = tenant;
      this.#tenantJson = JSON.stringify(tenant);
    }
    if (text === this.#filterText) return;
    this.#filterText = text;
    this.#filterJson = JSON.stringify(text);
    this.#filter = undefined;
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
