import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DamagedBatch } from '../journal.ts';
import { BatchReader } from '../sqlite/reader/batch-reader.ts';
import { openForReading } from '../sqlite/file/journal-file.ts';
import { readState } from '../sqlite/file/journal-state.ts';
import { TimeSpans } from './time-spans.ts';
import { databaseFile } from '../sqlite/file/schema.ts';

/** Damage, and when what cannot be read was recorded, as far as that is known. */
export interface TimedDamage extends DamagedBatch {
  /** Unix milliseconds; of the records around it where its own are lost. */
  readonly oldestTime?: number;
  readonly newestTime?: number;
}

/** Options of `examineJournal`. */
export interface ExamineOptions {
  /** First position to look at. Default: the oldest. */
  readonly from?: number;
  /** Position to end before. Default: the end at the beginning. */
  readonly to?: number;
  /** Ends it with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the position that has been reached. */
  readonly onProgress?: (position: number) => void;
}

/** Reads a journal batch by batch, also beside its writer, and names each that is damaged. */
export async function* examineJournal(directory: string, options: ExamineOptions = {}): AsyncGenerator<TimedDamage> {
  const { signal, onProgress } = options;
  const file = join(directory, databaseFile);
  const database = openForReading(file);
  try {
    const batches = new BatchReader(database, file, 0);
    const spans = new TimeSpans(database);
    const state = readState(database);
    const end = Math.min(state.end, options.to ?? state.end);
    for (let at = Math.max(state.first, options.from ?? state.first); at < end; ) {
      await nextTurn();
      signal?.throwIfAborted();
      const { next, damage } = batches.examine(at, end);
      if (damage !== undefined) {
        const { first, reason } = damage;
        yield { first, count: damage.next - first, reason, ...spans.around(first, damage.next) };
      }
      at = next;
      onProgress?.(Math.min(at, end));
    }
  } finally {
    database.close();
  }
}
