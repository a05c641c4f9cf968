import { setTimeout as sleep } from 'node:timers/promises';
import { JournalError } from '../journal-error.ts';
import type { AppendOptions, Appended, Journal, JournalRecord, RecordColumns } from '../journal.ts';

/** Time between two attempts. It doubles with each failure. */
export interface RetryDelays {
  /** After the first failure, milliseconds. */
  readonly firstMs: number;
  /** At most, milliseconds. */
  readonly longestMs: number;
}

const usualDelays: RetryDelays = { firstMs: 100, longestMs: 5000 };

/** Options of `RetryingAppender`. */
export interface RetryingAppenderOptions {
  /** Where records are appended. */
  readonly journal: Pick<Journal, 'append'>;
  /** Once aborted, an append that fails is tried one last time. */
  readonly stopping: AbortSignal;
  /** Between two attempts, doubling. Default: from 100 ms up to 5 s. */
  readonly delays?: RetryDelays;
  /** Called once when writing begins to fail, and once when it works again. */
  readonly onTrouble?: (cause: unknown) => void;
  readonly onRecovered?: () => void;
}

/**
 * Appends to a journal, and tries again while the journal says that the same call can succeed later, as on a full disk: who
 * waits for it takes nothing more in meanwhile, and nothing is dropped. Any other error ends it at once.
 */
export class RetryingAppender {
  readonly #options: RetryingAppenderOptions;
  #failing = 0;
  #isBroken = false;

  constructor(options: RetryingAppenderOptions) {
    this.#options = options;
  }

  /** Whether the newest write went through. */
  get isWritable(): boolean {
    return this.#failing === 0 && !this.#isBroken;
  }

  /**
   * Resolves when records and cursors are on disk, with their positions. Rejects when that cannot be, or not before stopping.
   * Columns are the caller's again when it has settled: they may have to be handed in once more.
   */
  async append(records: readonly JournalRecord[] | RecordColumns, options?: AppendOptions): Promise<Appended> {
    const { journal, stopping, delays = usualDelays } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const isLast = stopping.aborted;
      try {
        const appended = await journal.append(records, options);
        if (attempt > 0) this.#recovered();
        return appended;
      } catch (error) {
        if (attempt === 0) this.#troubled(error);
        if (isLast || !canSucceedLater(error)) throw this.#failed(error);
        const delayMs = Math.min(delays.firstMs * 2 ** attempt, delays.longestMs);
        await sleep(delayMs, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
  }

  /** Records that cannot be stored say nothing about the journal. */
  #failed(error: unknown): unknown {
    if (error instanceof JournalError && error.code === 'JOURNAL_INVALID_RECORD') this.#failing--;
    else this.#isBroken = true;
    return error;
  }

  #troubled(cause: unknown): void {
    if (this.#failing++ === 0) this.#options.onTrouble?.(cause);
  }

  #recovered(): void {
    if (--this.#failing === 0) this.#options.onRecovered?.();
  }
}

function canSucceedLater(error: unknown): boolean {
  return error instanceof JournalError && error.retryable;
}
