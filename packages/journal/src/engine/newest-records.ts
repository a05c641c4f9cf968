import type { SealedBatch } from '../batch/batch-builder.ts';
import type { RecordFilter, Slice } from '../journal.ts';
import { GrowingBatch, type GrowingBatchSize } from './growing-batch.ts';

/** Bodies that are put together, at most, bytes; less where less is held in all. */
const mostBytesTogether = 256 * 1024;
const leastBytesTogether = 2048;
/** Batches that are put together, at the least, in what is held in all. */
const leastHeld = 16;
const bytesPerRecord = 96;

/**
 * The newest records, without a hole. Commits of a few are put together as they come: held one by one, the collector would
 * find and copy all that is around them, again and again, which is what made the slowest hundredth of a live feed slow.
 */
export class NewestRecords {
  readonly #maxBytes: number;
  readonly #together: GrowingBatchSize;
  /** Oldest first. */
  #held: GrowingBatch[] = [];
  #footprint = 0;

  /** Holds up to `maxBytes` of memory. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    const bytes = Math.min(mostBytesTogether, Math.max(leastBytesTogether, Math.floor(maxBytes / leastHeld)));
    this.#together = { bytes, records: Math.ceil(bytes / bytesPerRecord) };
  }

  /** Oldest position that is held. */
  get first(): number {
    return this.#held[0]?.first ?? Number.POSITIVE_INFINITY;
  }

  /** Takes in what was stored at `first`, right behind what was stored before; `data` is the packed batch. */
  add(first: number, sealed: SealedBatch, data: Uint8Array): void {
    const newest = this.#held.at(-1);
    if (this.#isLarge(sealed)) this.#hold(GrowingBatch.around(first, sealed, data));
    else if (newest?.hasRoomFor(sealed) === true) newest.add(sealed, data);
    else this.#hold(GrowingBatch.ofSize(first, this.#together)).add(sealed, data);
    while (this.#footprint > this.#maxBytes) this.#dropOldest()?.drop();
  }

  /** The next records at `from` or later that can match. `from` must not be below `first`. */
  find(from: number, filter: RecordFilter = {}): Slice {
    for (let index = this.#indexOf(from); index < this.#held.length; index++) {
      const batch = this.#held[index];
      if (batch?.canMatch(from, filter) === true) return batch.lend();
    }
    return { next: Math.max(from, this.#held.at(-1)?.end ?? from) };
  }

  /**
   * Holds nothing any more of what began before `position`. Its memory is left to the collector: after an erasure a reader
   * may be at work with it.
   */
  forgetBefore(position: number): void {
    while (this.first < position) this.#dropOldest();
  }

  #hold(batch: GrowingBatch): GrowingBatch {
    this.#held.push(batch);
    this.#footprint += batch.footprint;
    return batch;
  }

  /** Whether it fills half of what is made for several. */
  #isLarge({ shape: { count, bodyBytes } }: SealedBatch): boolean {
    const { records, bytes } = this.#together;
    return count * 2 >= records || bodyBytes * 2 >= bytes;
  }

  #dropOldest(): GrowingBatch | undefined {
    const oldest = this.#held.shift();
    this.#footprint -= oldest?.footprint ?? 0;
    return oldest;
  }

  #indexOf(position: number): number {
    let low = 0;
    let high = this.#held.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#held[middle]?.end ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
