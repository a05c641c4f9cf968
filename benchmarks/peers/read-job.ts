/** Job of a reader process. */
export interface ReadJob {
  readonly port: number;
  readonly count: number;
  readonly timeLimitMs: number;
  /** Filter of our subscribers; readers of other systems read everything. */
  readonly persistToken?: string;
  readonly campaignName?: string;
  /** Whether ours takes runs; else it gets an OZ for each outcome, as other clients do. Default: true. */
  readonly runs?: boolean;
  /** Read by TLS, trusting this authority, PEM. Default: plain. */
  readonly ca?: string;
}

/** Result of a reader process. */
export interface Reading {
  readonly received: number;
  /** Sum of what `add` got for each message. */
  readonly looked: number;
  /** Time from the request, or from connecting if that starts the delivery, to the last message. */
  readonly seconds: number;
  /** The part of it before the first message. */
  readonly secondsToFirst: number;
  /** CPU time of the reader in that time, all threads. */
  readonly processorSeconds: number;
}

/** Counts messages until all have arrived or time is up. */
export class ReadCount {
  readonly finished: Promise<Reading>;
  readonly #finish: (reading: Reading) => void;
  readonly #began = performance.now();
  readonly #processorBefore = process.cpuUsage();
  readonly #count: number;
  readonly #timer: NodeJS.Timeout;
  #received = 0;
  #firstAt: number | undefined;
  #looked = 0;

  constructor({ count, timeLimitMs }: ReadJob) {
    const { promise, resolve } = Promise.withResolvers<Reading>();
    this.finished = promise;
    this.#finish = resolve;
    this.#count = count;
    this.#timer = setTimeout(() => this.#end(), timeLimitMs);
  }

  /**
   * Counts a message. `looked` must depend on everything that was read of it, so that the compiler cannot remove the reading.
   * Returns true for the last message.
   */
  add(looked: number): boolean {
    this.#firstAt ??= performance.now();
    this.#looked += looked;
    this.#received++;
    if (this.#received < this.#count) return false;
    this.#end();
    return true;
  }

  #end(): void {
    clearTimeout(this.#timer);
    const seconds = (performance.now() - this.#began) / 1000;
    const { user, system } = process.cpuUsage(this.#processorBefore);
    const processorSeconds = (user + system) / 1e6;
    const secondsToFirst = ((this.#firstAt ?? this.#began) - this.#began) / 1000;
    this.#finish({ received: this.#received, looked: this.#looked, seconds, secondsToFirst, processorSeconds });
  }
}
