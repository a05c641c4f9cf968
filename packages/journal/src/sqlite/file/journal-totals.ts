import type { SealedBatch } from '../../batch/batch-builder.ts';
import type { JournalStats } from '../../journal.ts';
import type { CompactStep, Edges, EraseStep, OpenedJournal, PruneStep } from '../writer/messages.ts';

/** What is known of the whole journal without asking the disk; follows what the writer reports. */
export class JournalTotals {
  #first: number;
  #end: number;
  #batches: number;
  #bytes: number;
  #oldestTime: number | undefined;
  #newestTime: number | undefined;

  constructor(opened: OpenedJournal) {
    this.#first = opened.first;
    this.#end = opened.end;
    this.#batches = opened.batches;
    this.#bytes = opened.bytes;
    this.#oldestTime = opened.oldestTime;
    this.#newestTime = opened.newestTime;
  }

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#end;
  }

  /** A batch was stored at `first`, packed into that number of bytes. */
  stored(first: number, { shape, minTime, maxTime }: SealedBatch, bytes: number): void {
    if (this.#batches === 0) this.#oldestTime = minTime;
    this.#newestTime = maxTime;
    this.#end = first + shape.count;
    this.#batches += 1;
    this.#bytes += bytes;
  }

  pruned(step: PruneStep): void {
    this.#first = step.first;
    this.#batches -= step.batches;
    this.#bytes -= step.bytes;
    this.#oldestTime = step.oldestTime;
    if (this.#batches === 0) this.#newestTime = undefined;
  }

  compacted({ batches, bytes, oldestTime, newestTime }: CompactStep & Edges): void {
    this.#batches -= batches;
    this.#bytes -= bytes;
    this.#oldestTime = oldestTime;
    this.#newestTime = newestTime;
  }

  erased({ bytes }: EraseStep): void {
    this.#bytes -= bytes;
  }

  stats(pendingBytes: number): JournalStats {
    return {
      records: this.#end - this.#first,
      batches: this.#batches,
      bytes: this.#bytes,
      pendingBytes,
      ...(this.#oldestTime === undefined ? {} : { oldestTime: this.#oldestTime }),
      ...(this.#newestTime === undefined ? {} : { newestTime: this.#newestTime }),
    };
  }
}
