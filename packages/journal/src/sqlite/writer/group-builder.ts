import { BatchBuilder, type SealedBatch } from '../../batch/batch-builder.ts';
import { viewBatch } from '../../batch/layout.ts';
import type { RecordBatch } from '../../journal.ts';
import { BatchSplit, isWorthSplitting, type SplitBatch } from './split-batch.ts';

/** Parts packed before the time is looked at again: a fraction of a millisecond's work. */
const partsAtOnce = 8;

/** A row as it was when its batch was taken in. */
export interface TakenRow {
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
  readonly crc: number;
}

export interface Group {
  readonly sealed: SealedBatch;
  /** Undefined where it is not worth while. */
  readonly split: SplitBatch | undefined;
}

/** Puts neighbouring batches together to one, in parts when there are many campaigns, in steps that are short although it is large. */
export class GroupBuilder {
  readonly #wanted: readonly TakenRow[];
  readonly #builder: BatchBuilder;
  #count: number;
  #taken = 0;
  #sealed: SealedBatch | undefined;
  #split: BatchSplit | undefined;

  constructor(rows: readonly TakenRow[]) {
    this.#wanted = rows;
    this.#count = rows.length;
    const maxBatchRecords = rows.reduce((records, { count }) => records + count, 0);
    const expectedBytes = rows.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#builder = new BatchBuilder({ maxBatchRecords, maxBatchBytes: Number.POSITIVE_INFINITY, expectedBytes });
  }

  /** The rows whose batches have been taken in. */
  get rows(): readonly TakenRow[] {
    return this.#wanted.slice(0, this.#taken);
  }

  /** The next batch to be taken in, if there is one. */
  get wanted(): TakenRow | undefined {
    return this.#taken < this.#count ? this.#wanted[this.#taken] : undefined;
  }

  take(batch: RecordBatch): void {
    this.#builder.addColumns(batch, 0);
    this.#taken += 1;
  }

  /** Leaves it at the batches that have been taken in. */
  cut(): void {
    this.#count = this.#taken;
  }

  /** Works until `deadline` when all batches have been taken in; the group when it is done. */
  step(deadline: number): Group | undefined {
    if (this.#sealed === undefined) {
      this.#sealed = this.#builder.seal();
      return undefined;
    }
    const sealed = this.#sealed;
    const { data, shape, scopes } = sealed;
    if (!isWorthSplitting(scopes.length, data.length)) return { sealed, split: undefined };
    if (this.#split === undefined) {
      const first = this.#wanted[0]?.first ?? 0;
      this.#split = new BatchSplit(viewBatch(data, first, shape, scopes), first);
      return undefined;
    }
    const split = this.#split;
    while (!split.pack(partsAtOnce)) if (performance.now() >= deadline) return undefined;
    return { sealed, split: split.finish() };
  }
}
