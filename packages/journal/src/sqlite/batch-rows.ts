import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { SealedBatch } from '../batch/batch-builder.ts';
import { stampSummary } from '../batch/batch-summary.ts';
import { stampFirst } from '../batch/layout.ts';
import type { BatchToStore } from './messages.ts';

/** The rows of `batch` and `batch_data` and the sums in `journal`, as written. To be used inside a transaction. */
export class BatchRows {
  readonly #insertBatch: StatementSync;
  readonly #insertData: StatementSync;
  readonly #removeBatches: StatementSync;
  readonly #removeData: StatementSync;
  readonly #account: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insertBatch = database.prepare('INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#insertData = database.prepare('INSERT INTO batch_data VALUES (?, ?)');
    this.#removeBatches = database.prepare('DELETE FROM batch WHERE first >= ? AND first < ?');
    this.#removeData = database.prepare('DELETE FROM batch_data WHERE first >= ? AND first < ?');
    this.#account = database.prepare('UPDATE journal SET batches = max(0, batches - ?), bytes = max(0, bytes - ?)');
  }

  /** Stores the batches one after the other, the first at `first`, and gives the position behind the last. */
  insert(first: number, batches: readonly BatchToStore[]): number {
    let end = first;
    for (const { count, minTime, maxTime, summary, data } of batches) {
      stampFirst(data, end);
      stampSummary(summary, end, count);
      this.#insertBatch.run(end, count, minTime, maxTime, data.length, crc32(data), summary);
      this.#insertData.run(end, data);
      end += count;
    }
    return end;
  }

  /** Puts the batches in the place of those from `first` on and before `next`. */
  replace(first: number, next: number, batches: readonly BatchToStore[]): void {
    this.remove(first, next);
    this.insert(first, batches);
  }

  remove(first: number, next: number): void {
    this.#removeBatches.run(first, next);
    this.#removeData.run(first, next);
  }

  /** So many batches and bytes fewer are stored than before. */
  account(batches: number, bytes: number): void {
    this.#account.run(batches, bytes);
  }
}

export function insertable({ shape, minTime, maxTime, summary, data }: SealedBatch): BatchToStore {
  return { count: shape.count, minTime, maxTime, summary, data };
}
