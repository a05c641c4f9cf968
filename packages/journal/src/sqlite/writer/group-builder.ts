import { BatchBuilder, type SealedBatch } from '../../batch/batch-builder.ts';
import { viewBatch } from '../../batch/layout.ts';
import type { RecordBatch } from '../../journal.ts';
import { BatchSplit, type SplitBatch } from './split-batch.ts';

/** Parts packed in one step: some milliseconds' work. */
const partsPerStep = 96;

/** A row as it was when its batch was taken in. */
export interface TakenRow {
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
  readonly crc: number;
}

export interface Group {
  readonly sealed: SealedBatch;
  readonly split: SplitBatch | undefined;
}

/** Puts neighbouring batches together to one in parts, in steps that are short although it is large. */
export class GroupBuilder {
  readonly rows: readonly TakenRow[];
  readonly #builder: BatchBuilder;
  #taken = 0;
  #sealed: SealedBatch | undefined;
  #split: BatchSplit | undefined;

  constructor(rows: readonly TakenRow[]) {
    this.rows = rows;
    const maxBatchRecords = rows.reduce((records, { count }) => records + count, 0);
    this.#builder = new BatchBuilder({ maxBatchRecords, maxBatchBytes: Number.POSITIVE_INFINITY });
  }

  /** The next batch to be taken in, if there is one. */
  get wanted(): TakenRow | undefined {
    return this.rows[this.#taken];
  }

  take(batch: RecordBatch): void {
    this.#builder.addColumns(batch, 0);
    this.#taken += 1;
  }

  /** One step when all batches have been taken in; the group when it is done. */
  step(): Group | undefined {
    const first = this.rows[0]?.first ?? 0;
    if (this.#sealed === undefined || this.#split === undefined) {
      const { data, shape, scopes } = (this.#sealed = this.#builder.seal());
      this.#split = new BatchSplit(viewBatch(data, first, shape, scopes), first);
      return undefined;
    }
    return this.#split.pack(partsPerStep) ? { sealed: this.#sealed, split: this.#split.finish() } : undefined;
  }
}
