import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { bytesIn, type Row } from '../file/columns.ts';
import { JoinedParts } from './joined-parts.ts';
import { type Part, unpackPart } from '../writer/part.ts';
import { isInParts, partsIn, partsSummaryIsWhole } from '../writer/parts-summary.ts';
import { checksumOf } from '../writer/split-batch.ts';
import { reasonOf } from '../file/sqlite-failure.ts';
import { type BatchRow, checkBatch, type Checked, summaryFault } from './stored-batch.ts';

const fewParts = 4;
const strangerFault = 'a part of it has a record of another batch';

export type Opened = { readonly joined: JoinedParts } | { readonly fault: string };
export type FoundParts = { readonly parts: readonly Part[] } | { readonly fault: string };

/** Reads what the rows of `batch` describe: one row of `batch_data`, or one for each part of a batch that was split. */
export class StoredData {
  readonly #whole: StatementSync;
  readonly #parts: StatementSync;

  constructor(database: DatabaseSync) {
    this.#whole = database.prepare('SELECT data FROM batch_data WHERE first = ?');
    this.#parts = database.prepare('SELECT data FROM batch_data WHERE first >= ? AND first < ? ORDER BY first');
  }

  /** All of the batch, when it agrees with its row. Throws what SQLite throws. */
  read(row: BatchRow): Checked {
    if (!isInParts(row.summary)) {
      const found = this.#whole.get(row.first);
      return checkBatch(row, found === undefined ? undefined : bytesIn(found, 'data'));
    }
    const opened = this.open(row);
    return 'fault' in opened ? opened : { batch: opened.joined.slice(row.first, 0, row.count) };
  }

  /** All of a batch that is in parts, so that it can be put together a stretch at a time. */
  open(row: BatchRow): Opened {
    return joined(this.parts(row), row.count);
  }

  /** All parts of a batch that is in parts. Throws what SQLite throws. */
  parts(row: BatchRow): FoundParts {
    return this.#checked(row, 0, partsIn(row.summary), (parts) => {
      if (checksumOf(parts.map(({ crc }) => crc)) !== row.crc) return 'its data does not agree with its checksum';
      const records = parts.reduce((count, part) => count + part.records.count, 0);
      if (records !== row.count) return 'its parts do not hold all of its records';
      return parts.every(({ places }) => isWithin(places, row.count)) ? undefined : strangerFault;
    });
  }

  /** The batch with the records of some of its parts, from number `from` on and before `to`. */
  readSome(row: BatchRow, from: number, to: number): Checked {
    const opened = joined(
      this.#checked(row, from, to, () => undefined),
      row.count,
    );
    return 'fault' in opened ? opened : { batch: opened.joined.slice(row.first, 0, row.count) };
  }

  /** One by one: a range would look at the page behind it, too. */
  #each(first: number, count: number): readonly Row[] {
    const rows = Array.from({ length: count }, (_, index) => this.#whole.get(first + index));
    return rows.filter((row) => row !== undefined);
  }

  /** A part holds a record at least, so that there are as many keys for the parts as positions. */
  #all(first: number, next: number): readonly Row[] {
    return this.#parts.all(first, next);
  }

  #checked(
    row: BatchRow,
    from: number,
    to: number,
    faultIn: (parts: readonly Part[]) => string | undefined,
  ): FoundParts {
    const { summary, first, count } = row;
    if (!partsSummaryIsWhole(summary, first, count) || to > count) return { fault: summaryFault };
    const found = to - from < fewParts ? this.#each(first + from, to - from) : this.#all(first + from, first + to);
    if (found.length !== to - from) return { fault: 'parts of it are missing' };
    try {
      const parts = found.map((each, index) => unpackPart(bytesIn(each, 'data'), first, from + index));
      const fault = faultIn(parts);
      return fault === undefined ? { parts } : { fault };
    } catch (error) {
      return { fault: reasonOf(error) };
    }
  }
}

function joined(found: FoundParts, count: number): Opened {
  if ('fault' in found) return found;
  try {
    return { joined: new JoinedParts(found.parts, count) };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

function isWithin(places: Uint16Array, count: number): boolean {
  for (let index = 0; index < places.length; index++) if ((places[index] ?? 0) >= count) return false;
  return true;
}
