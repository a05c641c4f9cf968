import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { SealedBatch } from '../../batch/batch-builder.ts';
import { scopesIn, stampSummary } from '../../batch/batch-summary.ts';
import { stampFirst } from '../../batch/layout.ts';
import { unpackBatch } from '../../batch/unpack-batch.ts';
import type { BatchToStore } from './messages.ts';
import { isWorthSplitting, type SplitBatch, splitBatch } from './split-batch.ts';

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
    for (const batch of batches) {
      this.#insert(end, batch, undefined);
      end += batch.count;
    }
    return end;
  }

  #insert(first: number, batch: BatchToStore, split: SplitBatch | undefined): void {
    const { count, minTime, maxTime, summary, data } = batch;
    stampFirst(data, first);
    const described = split?.summary ?? summary;
    stampSummary(described, first, count);
    // Node 22.13 takes no other typed array.
    const bytes = new Uint8Array(described.buffer, described.byteOffset, described.byteLength);
    this.#insertBatch.run(first, count, minTime, maxTime, data.length, split?.crc ?? crc32(data), bytes);
    if (split === undefined) this.#insertData.run(first, data);
    else this.#insertParts(first, split.parts);
  }

  #insertParts(first: number, parts: readonly Uint8Array[]): void {
    for (const [number, part] of parts.entries()) this.#insertData.run(first + number, part);
  }

  /** Puts the batch in the place of those from `first` on and before `next`; one of many campaigns in parts. */
  replace(first: number, next: number, batch: BatchToStore): void {
    const isWorth = isWorthSplitting(scopesIn(batch.summary), batch.data.length);
    this.replaceBySplit(first, next, batch, isWorth ? splitBatch(unpackBatch(batch.data), first) : undefined);
  }

  /** The same with a batch that was split before, where that was worth while. */
  replaceBySplit(first: number, next: number, batch: BatchToStore, split: SplitBatch | undefined): void {
    this.remove(first, next);
    this.#insert(first, batch, split);
  }

  remove(first: number, next: number): void {
    this.#removeBatches.run(first, next);
    this.#removeData.run(first, next);
  }

  /** Subtracts batches and bytes that are no longer stored. */
  account(batches: number, bytes: number): void {
    this.#account.run(batches, bytes);
  }
}

export function insertable({ shape, minTime, maxTime, summary, data }: SealedBatch): BatchToStore {
  return { count: shape.count, minTime, maxTime, summary, data };
}
