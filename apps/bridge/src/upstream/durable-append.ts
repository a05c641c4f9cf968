import { setTimeout as sleep } from 'node:timers/promises';
import type { Appended, Cursor, Journal, JournalRecord, RecordColumns } from '@sdmp/journal';
import { JournalError } from '@sdmp/journal';
import type { FullLogger } from '../log/logger.ts';

export interface RetryDelays {
  readonly firstMs: number;
  readonly longestMs: number;
}

const usualDelays: RetryDelays = { firstMs: 100, longestMs: 5000 };

export interface DurableAppendOptions {
  readonly journal: Pick<Journal, 'append'>;
  readonly logger: Pick<FullLogger, 'info' | 'error'>;
  /** Once aborted, nothing is tried again. */
  readonly stopping: AbortSignal;
  /** Default: from 100 ms, doubling up to 5 s. */
  readonly delays?: RetryDelays;
}

/** Appends to the journal, and goes on trying while it cannot write: a full disk stops reading, nothing is dropped. */
export class DurableAppend {
  readonly #options: DurableAppendOptions;
  #failing = 0;
  #isBroken = false;

  constructor(options: DurableAppendOptions) {
    this.#options = options;
  }

  /** Whether the newest write went through. */
  get isWritable(): boolean {
    return this.#failing === 0 && !this.#isBroken;
  }

  /**
   * Resolves when records and cursors are on disk. Rejects when that cannot be, or not before stopping. Columns are the
   * caller's again when it has settled: they may have to be handed in once more.
   */
  async append(
    records: readonly JournalRecord[] | RecordColumns,
    cursors: readonly Cursor[],
    ids?: readonly (string | undefined)[],
  ): Promise<void> {
    await this.place(records, cursors, ids);
  }

  /** As `append`, and says at which positions. */
  async place(
    records: readonly JournalRecord[] | RecordColumns,
    cursors: readonly Cursor[] = [],
    ids: readonly (string | undefined)[] = [],
  ): Promise<Appended> {
    const { journal, stopping, delays = usualDelays } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        const appended = await journal.append(records, { cursors, ids });
        if (attempt > 0) this.#recovered();
        return appended;
      } catch (error) {
        if (attempt === 0) this.#trouble(error);
        if (!canSucceedLater(error)) this.#isBroken = true;
        if (stopping.aborted || this.#isBroken) throw error;
        const delayMs = Math.min(delays.firstMs * 2 ** attempt, delays.longestMs);
        await sleep(delayMs, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
  }

  #trouble(cause: unknown): void {
    if (this.#failing++ > 0) return;
    this.#options.logger.error('The journal cannot be written to; dialers keep their outcomes meanwhile', { cause });
  }

  #recovered(): void {
    if (--this.#failing > 0) return;
    this.#options.logger.info('The journal can be written to again');
  }
}

function canSucceedLater(error: unknown): boolean {
  return error instanceof JournalError && error.retryable;
}
