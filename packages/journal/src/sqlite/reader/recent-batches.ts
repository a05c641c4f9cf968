import type { BatchLeases } from '../../engine/batch-leases.ts';
import type { RecordBatch } from '../../journal.ts';
import type { BatchRow } from './stored-batch.ts';

/** Batches at most, whatever their size. */
const maxBatches = 16;

interface Recent {
  readonly batch: RecordBatch;
  /** The checksum of each stored batch in it, by its first position. */
  readonly checksums: ReadonlyMap<number, number>;
}

/** The batches read last from the disk: a paced reader comes back to the same batch many times. */
export class RecentBatches {
  readonly #recent = new Set<Recent>();
  readonly #maxBytes: number;
  readonly #leases: BatchLeases;
  #bytes = 0;

  constructor(maxBytes: number, leases: BatchLeases) {
    this.#maxBytes = maxBytes;
    this.#leases = leases;
  }

  /** The batch that `row` is in, unless another has been stored in its place since. */
  get({ first, crc }: BatchRow): RecordBatch | undefined {
    for (const recent of this.#recent) {
      if (recent.checksums.get(first) !== crc) continue;
      this.#recent.delete(recent);
      this.#recent.add(recent);
      return recent.batch;
    }
    return undefined;
  }

  /** `rows` are those that `batch` was read from. It must have been lent: one that finds no room here is dropped at once. */
  put(batch: RecordBatch, rows: readonly BatchRow[]): void {
    if (sizeOf(batch) > this.#maxBytes) {
      this.#leases.drop(batch);
      return;
    }
    this.#recent.add({ batch, checksums: new Map(rows.map(({ first, crc }) => [first, crc])) });
    this.#bytes += sizeOf(batch);
    for (const recent of this.#recent) {
      if (this.#bytes <= this.#maxBytes && this.#recent.size <= maxBatches) return;
      this.#recent.delete(recent);
      this.#bytes -= sizeOf(recent.batch);
      this.#leases.drop(recent.batch);
    }
  }

  clear(): void {
    this.#recent.clear();
    this.#bytes = 0;
  }
}

function sizeOf({ bodies }: RecordBatch): number {
  return bodies.buffer.byteLength;
}
