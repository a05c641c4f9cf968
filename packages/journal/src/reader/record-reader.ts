import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { Journal, RecordBatch, RecordFilter, Slice } from '../journal.ts';
import type { GapStep, ReadStep } from './read-step.ts';

/** What a reader needs of a journal. */
export type ReadableJournal = Pick<Journal, 'first' | 'end' | 'read' | 'grownBeyond' | 'onErased'>;

export interface StepOptions {
  /** Position to end before. Default: as far as the journal goes. */
  readonly to?: number;
}

const everything: RecordFilter = {};

/**
 * Reads a journal step by step for a caller who keeps the position and the filter, and may change both between two steps.
 * It holds the batch read last, so that a slow caller does not read it again for each step, and drops it when something was
 * erased: what `step` gives is what the journal holds at that moment. No policy is in here: the caller decides what a gap
 * means.
 */
export class RecordReader {
  readonly #journal: ReadableJournal;
  readonly #stopListening: () => void;
  #held: { readonly batch: RecordBatch; readonly filter: RecordFilter } | undefined;
  /** Grows with each erasure. */
  #erasures = 0;

  constructor(journal: ReadableJournal) {
    this.#journal = journal;
    this.#stopListening = journal.onErased(() => {
      this.#erasures++;
      this.#held = undefined;
    });
  }

  /** Whether a batch from the latest step is still what the journal holds: false after an erasure. */
  holds(batch: RecordBatch): boolean {
    return this.#held?.batch === batch;
  }

  /**
   * What comes at `position`. Never waits for new records. Rejects with a `JournalError` when the journal cannot be read at
   * all; damage that reading can go on from is a gap.
   */
  async step(position: number, filter: RecordFilter = everything, options: StepOptions = {}): Promise<ReadStep> {
    const { end } = this.#journal;
    const to = options.to ?? Number.POSITIVE_INFINITY;
    if (position >= Math.min(to, end)) return { kind: 'caughtUp', from: position, to: position };
    const held = this.#held;
    if (held !== undefined && sameFilter(held.filter, filter) && isWithin(position, held.batch)) {
      return batchStep(held.batch, position, to, filter);
    }
    const { first } = this.#journal;
    if (position < first) return { kind: 'gap', from: position, to: Math.min(first, to), reason: 'retention' };
    return this.#read(position, filter, to);
  }

  /** Resolves when there is more than `position`. Rejects with the signal's reason. */
  grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    return this.#journal.grownBeyond(position, signal);
  }

  close(): void {
    this.#stopListening();
    this.#held = undefined;
  }

  async #read(position: number, filter: RecordFilter, to: number): Promise<ReadStep> {
    let slice: Slice;
    let erasures: number;
    do {
      erasures = this.#erasures;
      try {
        slice = await this.#journal.read(position, filter);
      } catch (cause) {
        return gapOf(cause, position, to);
      }
      // What was read may have been erased while it was on its way.
    } while (erasures !== this.#erasures);
    const { batch, next } = slice;
    if (batch !== undefined && isWithin(position, batch)) return this.#keep(batch, position, to, filter);
    const { first } = this.#journal;
    // Removed between the look at `first` and the read, which then began further on without a word.
    if (position < first) return { kind: 'gap', from: position, to: Math.min(first, to), reason: 'retention' };
    if (batch === undefined || batch.first >= to) return { kind: 'passed', from: position, to: Math.min(next, to) };
    return this.#keep(batch, position, to, filter);
  }

  #keep(batch: RecordBatch, position: number, to: number, filter: RecordFilter): ReadStep {
    this.#held = { batch, filter };
    return batchStep(batch, position, to, filter);
  }
}

function batchStep(batch: RecordBatch, position: number, to: number, filter: RecordFilter): ReadStep {
  const end = batch.first + batch.count;
  return { kind: 'batch', batch, from: Math.max(position, batch.first), to: Math.min(end, to), filter };
}

function isWithin(position: number, { first, count }: RecordBatch): boolean {
  return first <= position && position < first + count;
}

/** The gap that damage leaves; throws what is no damage, and damage that does not lead on. */
function gapOf(cause: unknown, position: number, to: number): GapStep {
  if (!(cause instanceof DamagedBatchError) || cause.next <= position) throw cause;
  // What lies before the damage was passed over: it cannot match.
  const from = Math.min(Math.max(position, cause.first), to);
  return { kind: 'gap', from, to: Math.min(cause.next, to), reason: 'damage', damage: cause };
}

function sameFilter(one: RecordFilter, other: RecordFilter): boolean {
  return (
    one === other || (one.tenant === other.tenant && one.campaign === other.campaign && one.classes === other.classes)
  );
}
