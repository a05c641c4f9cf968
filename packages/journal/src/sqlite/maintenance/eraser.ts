import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { repack } from '../../batch/repack.ts';
import { type BatchRows, insertable } from '../writer/batch-rows.ts';
import { pragmaNumber } from '../file/columns.ts';
import { countErasure } from '../reader/erasure-count.ts';
import type { EraseStep } from '../writer/messages.ts';
import { toBatchRow } from '../reader/stored-batch.ts';
import { StoredData } from '../reader/stored-data.ts';

/** Free pages that are given back in one step. */
const pagesPerStep = 128;

/** Rewrites the batches that hold erased records, and clears what is left of them elsewhere in the files. */
export class Eraser {
  readonly #database: DatabaseSync;
  readonly #rows: BatchRows;
  readonly #covering: StatementSync;
  readonly #data: StoredData;
  readonly #settleLog: () => void;

  /** `settleLog` waits until nobody else is moving the log. */
  constructor(database: DatabaseSync, rows: BatchRows, settleLog: () => void) {
    this.#database = database;
    this.#settleLog = settleLog;
    this.#rows = rows;
    this.#data = new StoredData(database);
    this.#covering = database.prepare(
      'SELECT first, count, bytes, crc, summary FROM batch WHERE first <= ? ORDER BY first DESC LIMIT 1',
    );
  }

  /** To be called inside a transaction; `positions` ascend. Those that have been pruned meanwhile are passed over. */
  erase(positions: Float64Array): EraseStep {
    const erased = new Set(positions);
    let records = 0;
    let bytes = 0;
    let next = -1;
    for (const position of positions) {
      if (position < next) continue;
      const found = this.#covering.get(position);
      if (found === undefined) continue;
      const row = toBatchRow(found);
      next = row.first + row.count;
      if (next <= position) continue;
      const checked = this.#data.read(row);
      // The caller has read it a moment ago; should it have been damaged since, nothing of this step is done.
      if ('fault' in checked) throw new Error(`the batch at ${row.first} is damaged: ${checked.fault}`);
      const rewritten = repack([checked.batch], (each) => erased.has(each));
      this.#rows.replace(row.first, next, insertable(rewritten));
      records += positions.reduce((count, each) => count + (each >= row.first && each < next ? 1 : 0), 0);
      bytes += row.bytes - rewritten.data.length;
    }
    this.#rows.account(0, bytes);
    if (records > 0) countErasure(this.#database);
    return { records, bytes };
  }

  /** Gives free pages, and what they still hold, back to the file system; true when there are more. */
  giveBack(): boolean {
    // The pragma works in steps of its own: each row is a page.
    this.#database.prepare(`PRAGMA incremental_vacuum(${pagesPerStep})`).all();
    return pragmaNumber(this.#database.prepare('PRAGMA freelist_count').get()) > 0;
  }

  /** Empties the log; false when a reader holds on to a part of it. */
  emptyLog(): boolean {
    this.#settleLog();
    return pragmaNumber(this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()) === 0;
  }
}
