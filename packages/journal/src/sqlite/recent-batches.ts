import type { RecordBatch } from '../journal.ts';

/** Batches at most, whatever their size. */
const MAX_BATCHES = 16;

/** The batches read last from the disk: a paced reader comes back to the same batch many times. */
export class RecentBatches {
  readonly #batches = new Map<number, RecordBatch>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(first: number): RecordBatch | undefined {
    const batch = this.#batches.get(first);
    if (batch === undefined) return undefined;
    this.#batches.delete(first);
    this.#batches.set(first, batch);
    return batch;
  }

  put(batch: RecordBatch): void {
    if (batch.bodies.buffer.byteLength > this.#maxBytes) return;
    this.#batches.set(batch.first, batch);
    this.#bytes += batch.bodies.buffer.byteLength;
    for (const [first, { bodies }] of this.#batches) {
      if (this.#bytes <= this.#maxBytes && this.#batches.size <= MAX_BATCHES) return;
      this.#batches.delete(first);
      this.#bytes -= bodies.buffer.byteLength;
    }
  }
}
