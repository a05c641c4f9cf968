import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal, JournalRecord } from '@sdmp/journal';

export interface OrderedAppenderOptions {
  readonly journal: Pick<Journal, 'append'>;
  /** Records that wait for the write under way; from here on `add` makes its caller wait. Default 4,096. */
  readonly maxGathered?: number;
  /** Called after each write with the number of records that are on disk, all writes together. */
  readonly onCommitted?: (total: number) => void;
  /** Called once when writing begins to fail, and once when it works again. */
  readonly onTrouble?: (error: unknown) => void;
  readonly onRecovered?: () => void;
  /** Once aborted, a write that fails is tried one last time. */
  readonly stopping: AbortSignal;
}

const firstRetryMs = 100;
const longestRetryMs = 5000;

/**
 * Appends to a journal in the order of `add`, whatever fails meanwhile: one write at a time, and what is added during a
 * write goes with the next. A write that the journal says can succeed later is repeated until it does.
 */
export class OrderedAppender {
  readonly #options: OrderedAppenderOptions;
  readonly #maxGathered: number;
  #gathered: JournalRecord[] = [];
  #writing: Promise<void> | undefined;
  #total = 0;

  constructor(options: OrderedAppenderOptions) {
    this.#options = options;
    this.#maxGathered = options.maxGathered ?? 4096;
  }

  /** Resolves when there is room for more. Rejects when an earlier write failed for good. */
  async add(records: readonly JournalRecord[]): Promise<void> {
    for (const record of records) this.#gathered.push(record);
    if (this.#gathered.length === 0) return;
    this.#writing ??= this.#write();
    // Whoever adds or flushes next learns of a failure.
    this.#writing.catch(() => undefined);
    if (this.#gathered.length >= this.#maxGathered) await this.#writing;
  }

  /** Resolves when everything added is on disk. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#gathered.length > 0) {
      const records = this.#gathered;
      this.#gathered = [];
      await this.#append(records);
      this.#total += records.length;
      this.#options.onCommitted?.(this.#total);
    }
    this.#writing = undefined;
  }

  async #append(records: readonly JournalRecord[]): Promise<void> {
    const { journal, onTrouble, onRecovered, stopping } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const isLast = stopping.aborted;
      try {
        await journal.append(records);
        if (attempt > 0) onRecovered?.();
        return;
      } catch (error) {
        if (isLast || !canSucceedLater(error)) throw error;
        if (attempt === 0) onTrouble?.(error);
        const delay = Math.min(firstRetryMs * 2 ** attempt, longestRetryMs);
        await sleep(delay, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
  }
}

const passingTroubles: ReadonlySet<unknown> = new Set(['JOURNAL_WRITE_FAILED', 'JOURNAL_OVERLOADED']);

function canSucceedLater(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passingTroubles.has(error.code);
}
