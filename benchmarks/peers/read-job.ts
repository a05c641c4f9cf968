/** What a reader process is to read. */
export interface ReadJob {
  readonly port: number;
  readonly count: number;
  readonly timeLimitMs: number;
  /** What a subscriber of ours asks for beside its place; the others read everything. */
  readonly persistToken?: string;
  readonly campaignName?: string;
}

/** How far it came. */
export interface Reading {
  readonly received: number;
  readonly bytes: number;
  /** From the request, or from connecting where that starts the flow, to the last message. */
  readonly seconds: number;
  /** Processor time of the reader meanwhile, all its threads together. */
  readonly processorSeconds: number;
}

/** Counts until everything is there or time is up. */
export class ReadCount {
  readonly finished: Promise<Reading>;
  readonly #finish: (reading: Reading) => void;
  readonly #began = performance.now();
  readonly #processorBefore = process.cpuUsage();
  readonly #count: number;
  readonly #timer: NodeJS.Timeout;
  #received = 0;
  #bytes = 0;

  constructor({ count, timeLimitMs }: ReadJob) {
    const { promise, resolve } = Promise.withResolvers<Reading>();
    this.finished = promise;
    this.#finish = resolve;
    this.#count = count;
    this.#timer = setTimeout(() => this.#end(), timeLimitMs);
  }

  /** True when that was the last one. */
  add(bytes: number): boolean {
    this.#bytes += bytes;
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
    this.#finish({ received: this.#received, bytes: this.#bytes, seconds, processorSeconds });
  }
}
