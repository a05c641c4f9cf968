import type { JoinedParts } from './joined-parts.ts';
import type { BatchRow } from './stored-batch.ts';

/** Number of large batches kept open: a reader of a whole large batch comes back for each stretch of it. */
const maxBatches = 3;

interface OpenedBatch {
  readonly joined: JoinedParts;
}

/** The large batches whose parts were read last. */
export class OpenedBatches {
  readonly #opened = new Map<string, OpenedBatch>();

  /** That of `row`, unless another has been stored in its place since. */
  get(row: BatchRow): OpenedBatch | undefined {
    return this.#opened.get(keyOf(row));
  }

  put(row: BatchRow, opened: OpenedBatch): void {
    const key = keyOf(row);
    this.#opened.delete(key);
    this.#opened.set(key, opened);
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= maxBatches) return;
      this.#opened.delete(oldest);
    }
  }

  clear(): void {
    this.#opened.clear();
  }
}

function keyOf({ first, count, crc }: BatchRow): string {
  return `${first} ${count} ${crc}`;
}
