import { type BatchSummary, canMatch, type SummaryFilter } from '../batch/batch-summary.ts';
import type { RecordBatch, Slice } from '../journal.ts';

/** A stored batch that is held in memory. */
export interface HeldBatch {
  readonly batch: RecordBatch;
  readonly summary: BatchSummary;
  readonly minTime: number;
  readonly maxTime: number;
  /** Length of the packed batch. */
  readonly bytes: number;
  /** Memory that it takes: its buffer with what is unused of it, and the objects around it. */
  readonly footprint: number;
}

export interface Dropped {
  readonly batches: number;
  readonly records: number;
  readonly bytes: number;
}

/** The newest batches, without a hole, oldest first. */
export class BatchRing {
  #held: (HeldBatch | undefined)[] = [];
  /** Entries before this one have been dropped. */
  #head = 0;
  #bytes = 0;
  #footprint = 0;

  /** Memory that all of it takes, bytes. */
  get footprint(): number {
    return this.#footprint;
  }

  /** Length of the packed batches. */
  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#held.length - this.#head;
  }

  get oldest(): HeldBatch | undefined {
    return this.#held[this.#head];
  }

  get newest(): HeldBatch | undefined {
    return this.length === 0 ? undefined : this.#held.at(-1);
  }

  /** Oldest position that is held. */
  get first(): number {
    return this.oldest?.batch.first ?? Number.POSITIVE_INFINITY;
  }

  /** What is held now, oldest first. */
  held(): readonly RecordBatch[] {
    return this.#held.flatMap((held) => (held === undefined ? [] : [held.batch]));
  }

  push(held: HeldBatch): void {
    this.#held.push(held);
    this.#bytes += held.bytes;
    this.#footprint += held.footprint;
  }

  /** Puts another batch of the same records in the place of each for which there is one. */
  replace(replacement: (held: HeldBatch) => HeldBatch | undefined): void {
    for (let index = this.#head; index < this.#held.length; index++) {
      const held = this.#held[index];
      const other = held === undefined ? undefined : replacement(held);
      if (held === undefined || other === undefined) continue;
      this.#held[index] = other;
      this.#bytes += other.bytes - held.bytes;
      this.#footprint += other.footprint - held.footprint;
    }
  }

  /** Drops from the oldest on while `goes` says so; `onDropped` is told of each. */
  dropWhile(goes: (oldest: HeldBatch, ring: this) => boolean, onDropped?: (held: HeldBatch) => void): Dropped {
    let records = 0;
    let bytes = 0;
    let batches = 0;
    for (let held = this.oldest; held !== undefined && goes(held, this); held = this.oldest) {
      this.#held[this.#head] = undefined;
      this.#head += 1;
      this.#bytes -= held.bytes;
      this.#footprint -= held.footprint;
      records += held.batch.count;
      bytes += held.bytes;
      batches += 1;
      onDropped?.(held);
    }
    if (this.#head > this.#held.length / 2) this.#compact();
    return { batches, records, bytes };
  }

  /** The first matching batch that holds `from` or a later position. `from` must not be below `first`. */
  find(from: number, filter: SummaryFilter | undefined): Slice {
    for (let index = this.#indexOf(from); index < this.#held.length; index++) {
      const held = this.#held[index];
      if (held === undefined || !canMatch(held.summary, filter)) continue;
      const { batch } = held;
      return { batch, next: batch.first + batch.count };
    }
    const last = this.newest?.batch;
    return { next: last === undefined ? from : Math.max(from, last.first + last.count) };
  }

  #indexOf(position: number): number {
    let low = this.#head;
    let high = this.#held.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const batch = this.#held[middle]?.batch;
      if (batch !== undefined && batch.first + batch.count <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compact(): void {
    this.#held = this.#held.slice(this.#head);
    this.#head = 0;
  }
}
