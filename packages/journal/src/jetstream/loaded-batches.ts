import type { LogEntry } from './packed-entry.ts';
import type { PartHeader } from './part-header.ts';

/** A batch as it was read, and where it stands in the log. */
export interface LoadedBatch {
  readonly entry: LogEntry;
  readonly header: PartHeader;
  /** Of its first message; of the first message that held it when it was replaced. */
  readonly sequence: number;
  readonly isReplaced: boolean;
}

/** Batches at most, whatever their size. */
const maxBatches = 64;
/** Places in the log that are remembered: one per reader that is under way is enough. */
const maxPlaces = 4096;

/** The batches read last, and where the ones behind them stand: a reader comes back for the next one. */
export class LoadedBatches {
  readonly #maxBytes: number;
  readonly #batches = new Set<LoadedBatch>();
  /** Position at which a batch begins, and its message. */
  readonly #places = new Map<number, number>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  holding(position: number): LoadedBatch | undefined {
    for (const batch of this.#batches) {
      const { first, count } = batch.header;
      if (position < first || position >= first + count) continue;
      this.#batches.delete(batch);
      this.#batches.add(batch);
      return batch;
    }
    return undefined;
  }

  sequenceOf(position: number): number | undefined {
    return this.#places.get(position);
  }

  /** `nextSequence` is of the message behind the batch. */
  put(batch: LoadedBatch, nextSequence: number): void {
    const { first, count } = batch.header;
    this.#place(first, batch.sequence);
    this.#place(first + count, nextSequence);
    this.#batches.add(batch);
    this.#bytes += batch.entry.held.footprint;
    for (const oldest of this.#batches) {
      if ((this.#bytes <= this.#maxBytes && this.#batches.size <= maxBatches) || oldest === batch) return;
      this.#batches.delete(oldest);
      this.#bytes -= oldest.entry.held.footprint;
    }
  }

  clear(): void {
    this.#batches.clear();
    this.#places.clear();
    this.#bytes = 0;
  }

  #place(position: number, sequence: number): void {
    this.#places.delete(position);
    this.#places.set(position, sequence);
    const [oldest] = this.#places.keys();
    if (this.#places.size > maxPlaces && oldest !== undefined) this.#places.delete(oldest);
  }
}
