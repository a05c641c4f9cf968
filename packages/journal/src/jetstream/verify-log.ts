import { faultIn } from '../batch/unpack-batch.ts';
import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { DamagedBatch, Journal } from '../journal.ts';
import type { BatchLoader } from './batch-loader.ts';

/** Reads all that is held, as the servers have it, and names what is damaged. */
export async function* verifyLog(
  loader: BatchLoader,
  journal: Pick<Journal, 'first' | 'end'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<DamagedBatch> {
  loader.forget();
  for (let at = journal.first; at < journal.end; ) {
    signal?.throwIfAborted();
    try {
      const loaded = await loader.load(at);
      if (loaded === undefined) {
        at = Math.max(at, journal.first);
        continue;
      }
      const { batch } = loaded.entry.held;
      const reason = faultIn(batch);
      if (reason !== undefined) yield { first: batch.first, count: batch.count, reason };
      at = batch.first + batch.count;
    } catch (error) {
      if (!(error instanceof DamagedBatchError)) throw error;
      yield { first: error.first, count: error.next - error.first, reason: error.reason };
      at = Math.max(error.next, at + 1);
    }
  }
}
