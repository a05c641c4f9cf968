import { type Journal, RetryingAppender } from '@sdmp/journal';
import { OutcomeBatch } from '@sdmp/outcomes';

export interface OrderedAppenderOptions {
  readonly journal: Pick<Journal, 'append'>;
  /** Outcomes that wait for the write under way; from here on `add` makes its caller wait. Default 49,152. */
  readonly maxGathered?: number;
  /** Bytes of them, likewise. Default 8 MiB. */
  readonly maxGatheredBytes?: number;
  /** Called after each write with the number of outcomes that are on disk, all writes together. */
  readonly onCommitted?: (total: number) => void;
  /** Called once when writing begins to fail, and once when it works again. */
  readonly onTrouble?: (error: unknown) => void;
  readonly onRecovered?: () => void;
  /** Once aborted, a write that fails is tried one last time. */
  readonly stopping: AbortSignal;
}

/** With what one more piece of a feed holds, still fewer than one set of columns does. */
const usualMaxGathered = 49_152;
const usualMaxGatheredBytes = 8 * 1024 * 1024;

/**
 * Appends to a journal in the order of `add`, whatever fails meanwhile: one write at a time, and what is added during a
 * write goes with the next. A write that the journal says can succeed later is repeated until it does. Two sets of columns
 * take turns, one being filled while the other is written.
 */
export class OrderedAppender {
  readonly #appender: RetryingAppender;
  readonly #onCommitted: ((total: number) => void) | undefined;
  readonly #maxGathered: number;
  readonly #maxGatheredBytes: number;
  #gathered = new OutcomeBatch();
  #spare = new OutcomeBatch();
  #writing: Promise<void> | undefined;
  #total = 0;

  constructor(options: OrderedAppenderOptions) {
    this.#appender = new RetryingAppender(options);
    this.#onCommitted = options.onCommitted;
    this.#maxGathered = options.maxGathered ?? usualMaxGathered;
    this.#maxGatheredBytes = options.maxGatheredBytes ?? usualMaxGatheredBytes;
  }

  /**
   * `fill` puts outcomes behind those that wait, up to as many as `OutcomeBatch` holds beyond the limit. Resolves when there
   * is room for more. Rejects when an earlier write failed for good.
   */
  async add(fill: (outcomes: OutcomeBatch) => void): Promise<void> {
    fill(this.#gathered);
    if (this.#gathered.count === 0) return;
    this.#writing ??= this.#write();
    // The next call of add or flush rejects with the failure.
    this.#writing.catch(() => undefined);
    const { count, bytes } = this.#gathered;
    if (count >= this.#maxGathered || bytes >= this.#maxGatheredBytes) await this.#writing;
  }

  /** Resolves when everything added is on disk. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#gathered.count > 0) {
      const outcomes = this.#gathered;
      this.#gathered = this.#spare;
      await this.#appender.append(outcomes);
      this.#total += outcomes.count;
      outcomes.clear();
      this.#spare = outcomes;
      this.#onCommitted?.(this.#total);
    }
    this.#writing = undefined;
  }
}
