import { DamagedBatchError } from '../../damaged-batch-error.ts';
import { findMatches } from '../../engine/find-matches.ts';
import { JournalError } from '../../journal-error.ts';
import type { DamagedBatch, Erased, EraseOptions, StoredRecord } from '../../journal.ts';
import type { JournalReader } from '../reader/journal-reader.ts';
import type { Extent } from '../reader/time-index.ts';
import type { EraseStep } from '../writer/messages.ts';
import type { WriterThread } from '../writer/writer-thread.ts';

export interface Erasing {
  readonly writer: WriterThread;
  readonly reader: JournalReader;
  readonly extent: Extent;
  readonly matches: (record: StoredRecord) => boolean;
  readonly options: EraseOptions;
  /** Records up to `last` were erased: what is held in memory of them must go. */
  readonly onErased: (step: EraseStep, last: number) => void;
}

/** Looks at every record below the end of `extent`, batch by batch, and has the writer erase those that match. */
export async function eraseMatching(erasing: Erasing): Promise<Erased> {
  const { writer, extent, matches, options, onErased } = erasing;
  const { end } = extent;
  const unread: DamagedBatch[] = [];
  let records = 0;
  let bytes = 0;
  for (let at = extent.first; at < end; ) {
    options.signal?.throwIfAborted();
    const { batch, next, damage } = await readOrName(erasing, at, end);
    if (damage !== undefined) unread.push(damage);
    const found = batch === undefined ? [] : findMatches(batch, at, options.filter ?? {}, matches);
    const last = found.at(-1);
    if (last !== undefined) {
      const step = await writer.erase(Float64Array.from(found));
      onErased(step, last);
      records += step.records;
      bytes += step.bytes;
    }
    at = next;
  }
  await clearFiles(writer, options.signal);
  return { records, bytes, unread };
}

async function readOrName({ reader, extent, options }: Erasing, at: number, end: number) {
  try {
    const { batch, next } = await reader.readStored(at, { first: extent.first, end }, options.filter);
    return { batch, next, damage: undefined };
  } catch (error) {
    if (!(error instanceof DamagedBatchError)) throw error;
    const { first, next, reason } = error;
    return { batch: undefined, next: Math.max(next, at + 1), damage: { first, count: next - first, reason } };
  }
}

/** Removes what earlier transactions have left of the bodies: in free pages and in the log. */
async function clearFiles(writer: WriterThread, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const { more, isClean } = await writer.clean();
    if (more) continue;
    if (isClean) return;
    throw new JournalError(
      'JOURNAL_WRITE_FAILED',
      'The records are erased, but a reader holds on to the log, in which their bodies still are: call erase again.',
      { retryable: true },
    );
  }
}
