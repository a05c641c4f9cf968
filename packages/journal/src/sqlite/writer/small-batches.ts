import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SummaryFilter } from '../../batch/batch-summary.ts';
import { viewBatch } from '../../batch/layout.ts';
import { repack } from '../../batch/repack.ts';
import type { RecordBatch } from '../../journal.ts';
import { bytesIn } from '../file/columns.ts';
import { type BatchRow, checkBatch, mayHold, toBatchRow } from '../reader/stored-batch.ts';

/** A batch is tiny up to this size, bytes: reading it costs more than what is in it. */
const tinyBytes = 4096;
/** Tiny batches that are read at once: it bounds how long the calling thread is held, and what is read without use. */
const maxRows = 255;

export interface StoredBatch {
  readonly row: BatchRow;
  readonly batch: RecordBatch;
}

export function isTiny({ bytes }: BatchRow): boolean {
  return bytes <= tinyBytes;
}

/** Reads many tiny batches at once: one by one, a backlog of them would take a turn and a snapshot for each record. */
export class SmallBatches {
  readonly #following: StatementSync;

  constructor(database: DatabaseSync) {
    // The bound on the data is in the query: a large batch behind tiny ones is not to be read without use.
    this.#following = database.prepare(
      `SELECT batch.first, count, bytes, crc, summary, iif(bytes <= ${tinyBytes}, data, NULL) AS data
       FROM batch JOIN batch_data ON batch_data.first = batch.first
       WHERE batch.first > ? AND batch.first < ? ORDER BY batch.first LIMIT ${maxRows}`,
    );
  }

  /** Those that follow on `row` without a gap; ends before one that is larger, cannot match or is damaged. */
  after(row: BatchRow, end: number, filter: SummaryFilter | undefined): readonly StoredBatch[] {
    const found: StoredBatch[] = [];
    let next = row.first + row.count;
    try {
      for (const each of this.#following.all(row.first, Math.min(end, row.first + maxRecords))) {
        const described = toBatchRow(each);
        if (!isTiny(described) || described.first !== next || !mayHold(described, filter)) return found;
        const checked = checkBatch(described, bytesIn(each, 'data'));
        if ('fault' in checked) return found;
        found.push({ row: described, batch: checked.batch });
        next += described.count;
      }
    } catch {
      // What is wrong there is said to who reads from there on.
    }
    return found;
  }
}

/** A read gives as many records as a full batch has, or a tiny batch more. */
const maxRecords = 4096;

/** Neighbouring batches as one. */
export function joinBatches(batches: readonly RecordBatch[]): RecordBatch {
  const { data, shape, scopes } = repack(batches);
  return viewBatch(data, batches[0]?.first ?? 0, shape, scopes);
}
