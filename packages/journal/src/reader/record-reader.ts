import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { Loss } from '../history/branch.ts';
import type { Journal, RecordBatch, RecordFilter, Slice } from '../journal.ts';
import type { BatchStep, GapReason, GapStep, ReadStep } from './read-step.ts';

export interface RecordReaderOptions {
  /**
   * Gives each batch back to the journal when another is read, and at the end: for a caller who by then uses nothing of it,
   * no view on its arrays either. Default false: batches may be kept for any time.
   */
  readonly givesBack?: boolean;
}

/** Positions that a batch covers. */
type Extent = Pick<RecordBatch, 'first' | 'count'>;

/** What a reader needs of a journal. */
export interface ReadableJournal<Batch extends Extent = RecordBatch>
  extends Pick<Journal, 'first' | 'end' | 'history' | 'grownBeyond' | 'onErased'> {
  read(from: number, filter?: RecordFilter): Promise<Slice<Batch>>;
}

/** Options of one step of a reader. */
export interface StepOptions {
  /** Position to end before. Default: as far as the journal goes. */
  readonly to?: number;
}

/** A record, as an index into its batch. */
export interface FoundRecord {
  readonly kind: 'found';
  readonly batch: RecordBatch;
  readonly index: number;
}

/** Why a position has no record to give; `erased` also when nothing was recorded there yet. */
export interface MissingRecord {
  readonly kind: 'missing';
  readonly reason: GapReason | 'erased';
}

interface HeldSlice<Batch> extends Slice<Batch> {
  readonly batch: Batch;
  readonly filter: RecordFilter;
}

const everything: RecordFilter = {};

/**
 * Reads a journal step by step for a caller who keeps the position and the filter, and may change both between two steps.
 * It holds the batch read last, so that a slow caller does not read it again for each step, and drops it when something was
 * erased: what `step` gives is what the journal holds at that moment. No policy is in here: the caller decides what a gap
 * means.
 */
export class RecordReader<Batch extends Extent = RecordBatch> {
  readonly #journal: ReadableJournal<Batch>;
  readonly #givesBack: boolean;
  readonly #stopListening: () => void;
  #held: HeldSlice<Batch> | undefined;
  /** Grows with each erasure. */
  #erasures = 0;

  constructor(journal: ReadableJournal<Batch>, { givesBack = false }: RecordReaderOptions = {}) {
    this.#journal = journal;
    this.#givesBack = givesBack;
    this.#stopListening = journal.onErased(() => {
      this.#erasures++;
      // Not given back: the caller may be at work with it.
      this.#held = undefined;
    });
  }

  /** Whether a batch from the latest step is still what the journal holds: false after an erasure. */
  holds(batch: Batch): boolean {
    return this.#held?.batch === batch;
  }

  /**
   * What comes at `position`. Never waits for new records. Rejects with a `JournalError` when the journal cannot be read at
   * all; damage that reading can continue from is a gap.
   */
  async step(position: number, filter: RecordFilter = everything, options: StepOptions = {}): Promise<ReadStep<Batch>> {
    const { end } = this.#journal;
    const wanted = options.to ?? Number.POSITIVE_INFINITY;
    if (position >= Math.min(wanted, end)) return { kind: 'caughtUp', from: position, to: position };
    const loss = this.#journal.history.lossWithin(position, Math.min(wanted, end));
    if (loss?.at === position && position >= this.#journal.first) return lossStep(loss);
    const to = loss?.at ?? wanted;
    const held = this.#held;
    if (held !== undefined && sameFilter(held.filter, filter) && isWithin(position, held.batch)) {
      return batchStep(held.batch, position, to, filter);
    }
    return retentionGap(this.#journal, position, to) ?? this.#read(position, filter, to);
  }

  /** The record at one position, or why it is not there. */
  async at(this: RecordReader, position: number): Promise<FoundRecord | MissingRecord> {
    const step = await this.step(position, everything, { to: position + 1 });
    if (step.kind === 'gap') return { kind: 'missing', reason: step.reason };
    if (step.kind !== 'batch') return { kind: 'missing', reason: 'erased' };
    const { batch } = step;
    const index = position - batch.first;
    return batch.classes[index] === 0 ? { kind: 'missing', reason: 'erased' } : { kind: 'found', batch, index };
  }

  /** Resolves when there is more than `position`. Rejects with the signal's reason. */
  grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    return this.#journal.grownBeyond(position, signal);
  }

  close(): void {
    this.#stopListening();
    this.#hold(undefined);
  }

  #hold(held: HeldSlice<Batch> | undefined): void {
    if (this.#givesBack) this.#held?.release?.();
    this.#held = held;
  }

  async #read(position: number, filter: RecordFilter, to: number): Promise<ReadStep<Batch>> {
    let slice: Slice<Batch>;
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
    if (batch !== undefined && isWithin(position, batch)) return this.#keep({ ...slice, batch, filter }, position, to);
    // Removed between the look at `first` and the read, which then began further on without a word.
    const gap = retentionGap(this.#journal, position, to);
    if (gap !== undefined) return gap;
    if (batch === undefined || batch.first >= to) return { kind: 'passed', from: position, to: Math.min(next, to) };
    return this.#keep({ ...slice, batch, filter }, position, to);
  }

  #keep(held: HeldSlice<Batch>, position: number, to: number): ReadStep<Batch> {
    this.#hold(held);
    return batchStep(held.batch, position, to, held.filter);
  }
}

function batchStep<Batch extends Extent>(
  batch: Batch,
  position: number,
  to: number,
  filter: RecordFilter,
): BatchStep<Batch> {
  const end = batch.first + batch.count;
  return { kind: 'batch', batch, from: Math.max(position, batch.first), to: Math.min(end, to), filter };
}

/** What retention has removed from `position` on; undefined when nothing is missing there. */
export function retentionGap(
  { first }: Pick<Journal, 'first'>,
  position: number,
  to = Number.POSITIVE_INFINITY,
): GapStep | undefined {
  return position < first ? { kind: 'gap', from: position, to: Math.min(first, to), reason: 'retention' } : undefined;
}

function isWithin(position: number, { first, count }: Extent): boolean {
  return first <= position && position < first + count;
}

/** The gap that damage leaves; throws what is no damage, and damage that does not lead on. */
function gapOf(cause: unknown, position: number, to: number): GapStep {
  if (!(cause instanceof DamagedBatchError) || cause.next <= position) throw cause;
  // What lies before the damage was passed over: it cannot match.
  const from = Math.min(Math.max(position, cause.first), to);
  return { kind: 'gap', from, to: Math.min(cause.next, to), reason: 'damage', damage: cause };
}

/** The position of a restore: what was recorded before it may be missing. */
function lossStep({ at, atLeast }: Loss): GapStep {
  return { kind: 'gap', from: at, to: at + 1, reason: 'history', ...(atLeast === 0 ? {} : { atLeast }) };
}

function sameFilter(one: RecordFilter, other: RecordFilter): boolean {
  return (
    one === other || (one.tenant === other.tenant && one.campaign === other.campaign && one.classes === other.classes)
  );
}
