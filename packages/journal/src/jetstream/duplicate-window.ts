import type { RecordId } from './record-id.ts';

interface Remembered {
  readonly sequence: number;
  readonly time: number;
  readonly ids: readonly string[];
}

export interface DuplicateLimits {
  readonly windowMs: number;
  readonly maxIds: number;
}

/** The ids of the records stored lately, by whichever process. */
export class DuplicateWindow {
  readonly #limits: DuplicateLimits;
  readonly #ids = new Map<string, number>();
  #batches: Remembered[] = [];
  #head = 0;
  /** Grows whenever ids come in. */
  version = 0;

  constructor(limits: DuplicateLimits) {
    this.#limits = limits;
  }

  has(id: RecordId): boolean {
    return id !== undefined && this.#ids.has(id);
  }

  /** Where reading must begin to know these ids again; undefined when none are held. */
  get oldestSequence(): number | undefined {
    return this.#batches[this.#head]?.sequence;
  }

  /** Takes in the ids of a stored batch. `time` is when it was stored. */
  note(sequence: number, time: number, recordIds: readonly RecordId[]): void {
    const ids = recordIds.filter((id) => id !== undefined);
    if (ids.length > 0) {
      this.version += 1;
      this.#batches.push({ sequence, time, ids });
      for (const id of ids) this.#ids.set(id, sequence);
    }
    this.#forget(time - this.#limits.windowMs);
  }

  #forget(oldest: number): void {
    for (let batch = this.#batches[this.#head]; batch !== undefined; batch = this.#batches[this.#head]) {
      if (batch.time >= oldest && this.#ids.size <= this.#limits.maxIds) break;
      for (const id of batch.ids) if (this.#ids.get(id) === batch.sequence) this.#ids.delete(id);
      this.#head += 1;
    }
    if (this.#head < 64 || this.#head < this.#batches.length / 2) return;
    this.#batches = this.#batches.slice(this.#head);
    this.#head = 0;
  }
}
