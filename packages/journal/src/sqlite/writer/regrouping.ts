import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { findFault, toBatchRow } from '../reader/stored-batch.ts';
import { StoredData } from '../reader/stored-data.ts';
import { type BatchRows, insertable } from './batch-rows.ts';
import type { GroupBuilder } from './group-builder.ts';
import type { CompactStep } from './messages.ts';

/** Duration of one step, milliseconds: commits wait for one at most. Reading one large batch may take longer. */
const stepMs = 2;

/**
 * - working: there is more to do
 * - changed: retention or an erasure came between two steps; what was begun is of no use
 * - damaged: the next batch is; those before it have been taken in
 */
export type Regrouped = CompactStep | 'working' | 'changed' | 'damaged';

/** Stores the batches of a group anew, step by step. To be called inside transactions; only the last step writes. */
export class Regrouping {
  readonly #rows: BatchRows;
  readonly #looksAtEach: boolean;
  readonly #data: StoredData;
  readonly #described: StatementSync;
  readonly #checksums: StatementSync;

  /** With `looksAtEach` every record is looked at, not only the checksum: what small batches say is lost with them. */
  constructor(database: DatabaseSync, rows: BatchRows, looksAtEach: boolean) {
    this.#rows = rows;
    this.#looksAtEach = looksAtEach;
    this.#data = new StoredData(database);
    this.#described = database.prepare('SELECT first, count, bytes, crc, summary FROM batch WHERE first = ?');
    this.#checksums = database.prepare('SELECT first, crc FROM batch WHERE first >= ? AND first < ? ORDER BY first');
  }

  step(group: GroupBuilder): Regrouped {
    const deadline = performance.now() + stepMs;
    if (group.wanted !== undefined) return this.#take(group, deadline);
    const done = group.step(deadline);
    if (done === undefined) return 'working';
    const { sealed, split } = done;
    const { rows } = group;
    const first = rows[0]?.first ?? 0;
    const next = first + sealed.shape.count;
    const found = this.#checksums.all(first, next);
    const isAsItWas = found.length === rows.length && rows.every(({ crc }, index) => found[index]?.['crc'] === crc);
    if (!isAsItWas) return 'changed';
    this.#rows.replaceBySplit(first, next, insertable(sealed), split);
    const bytesWritten = sealed.data.length;
    const bytes = rows.reduce((before, row) => before + row.bytes, 0) - bytesWritten;
    const batches = rows.length - 1;
    this.#rows.account(batches, bytes);
    return { first, records: sealed.shape.count, batches, bytes, bytesWritten };
  }

  #take(group: GroupBuilder, deadline: number): Regrouped {
    for (let { wanted } = group; wanted !== undefined; { wanted } = group) {
      const found = this.#described.get(wanted.first);
      if (found === undefined || found['crc'] !== wanted.crc) return 'changed';
      const row = toBatchRow(found);
      const checked = this.#data.read(row);
      if ('fault' in checked) return 'damaged';
      if (this.#looksAtEach && findFault(row, checked.batch) !== undefined) return 'damaged';
      group.take(checked.batch);
      if (performance.now() >= deadline) return 'working';
    }
    return 'working';
  }
}

/** A step that changed nothing. */
export function passed(first: number): CompactStep {
  return { first, records: 0, batches: 0, bytes: 0, bytesWritten: 0 };
}
