import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordBatch, RecordFilter } from '../journal.ts';
import type { ReadStep } from './read-step.ts';
import { type ReadableJournal, RecordReader, type RecordReaderOptions } from './record-reader.ts';
import { type StartPlace, resolveStart } from './start-place.ts';

/** How long readers together may keep the event loop to themselves, milliseconds. */
const turnMs = 5;
let turnBeganAt = 0;

/** Lets sockets and timers have their turn when readers have had theirs: reading from memory never leaves the microtasks. */
export async function giveWay(): Promise<void> {
  if (performance.now() - turnBeganAt < turnMs) return;
  await nextTurn();
  turnBeganAt = performance.now();
}

/** Options of `readBatches`. */
export interface ReadBatchesOptions extends RecordReaderOptions {
  /** Where to begin. Default: the oldest position that is held. */
  readonly from?: StartPlace;
  /** Position to end before. Default: the journal's end, as it is when that is reached. */
  readonly to?: number;
  /** Which records are wanted. Default: all. */
  readonly filter?: RecordFilter;
  /** Go on with what is recorded later, until aborted or `to` is reached. Default false. */
  readonly follow?: boolean;
  /** Ends the reading: the iteration rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

const never = new AbortController().signal;

/**
 * Reads a journal from a place on and yields what it meets, in order: batches with records that may match, gaps, stretches
 * that were passed over, and, when following, each arrival at the end. Each step begins where the one before it ended.
 *
 * Holds one batch. What it means that records are missing is the caller's to decide; nothing is skipped without a step.
 *
 * @throws JournalError when the journal cannot be read at all; reading may then be tried again from the last step's `to`.
 */
export async function* readBatches<Batch extends Pick<RecordBatch, 'first' | 'count'> = RecordBatch>(
  journal: ReadableJournal<Batch>,
  options: ReadBatchesOptions = {},
): AsyncGenerator<ReadStep<Batch>, void, undefined> {
  const { from = journal.first, to = Number.POSITIVE_INFINITY, filter = {}, follow = false, signal = never } = options;
  const { givesBack = false } = options;
  signal.throwIfAborted();
  const reader = new RecordReader(journal, { givesBack });
  try {
    const start = resolveStart(journal, from);
    if (start.gap !== undefined) yield start.gap;
    for (let at = start.position; at < to; ) {
      await giveWay();
      signal.throwIfAborted();
      const step = await reader.step(at, filter, { to });
      if (step.kind !== 'caughtUp') {
        yield step;
        at = step.to;
        continue;
      }
      if (!follow) return;
      yield step;
      await reader.grownBeyond(at, signal);
    }
  } finally {
    reader.close();
  }
}
