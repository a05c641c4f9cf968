import type { ServiceSettings } from './service-options.ts';
import type { Transaction } from './transaction.ts';

export interface RollforwardEstimate {
  /** Recorded outcomes between the transaction's position and the journal's end, whether they match or not. */
  readonly backlog: number;
  /** Milliseconds until it is live at its rate; Infinity: never. */
  readonly timeToLiveMs: number;
}

/** When a transaction that rolls forward becomes live, if outcomes continue arriving at `arrivingPerSecond`. */
export function estimateRollforward(
  transaction: Transaction,
  journalEnd: number,
  arrivingPerSecond: number,
): RollforwardEstimate {
  const backlog = Math.max(0, journalEnd - transaction.position);
  const gain = (transaction.token?.limiter.rate ?? Number.POSITIVE_INFINITY) - arrivingPerSecond;
  if (backlog === 0) return { backlog, timeToLiveMs: 0 };
  return { backlog, timeToLiveMs: gain > 0 ? (backlog / gain) * 1000 : Number.POSITIVE_INFINITY };
}

/** Measures how fast outcomes arrive, and says which transactions will never be live at their rate. */
export class RollforwardReport {
  readonly #settings: ServiceSettings;
  readonly #monotonic: () => number;
  #measuredAt: number;
  #measuredEnd: number;
  #arrivingPerSecond = 0;

  /** `monotonic` gives milliseconds of a clock that is never set. */
  constructor(settings: ServiceSettings, monotonic: () => number) {
    this.#settings = settings;
    this.#monotonic = monotonic;
    this.#measuredAt = monotonic();
    this.#measuredEnd = settings.journal.end;
  }

  /** Outcomes a second over the last interval. */
  get arrivingPerSecond(): number {
    return this.#arrivingPerSecond;
  }

  /** To be called once per interval. */
  run(transactions: Iterable<Transaction>): void {
    const { journal, events } = this.#settings;
    const elapsedMs = Math.max(1, this.#monotonic() - this.#measuredAt);
    this.#arrivingPerSecond = ((journal.end - this.#measuredEnd) * 1000) / elapsedMs;
    this.#measuredAt += elapsedMs;
    this.#measuredEnd = journal.end;
    for (const transaction of transactions) {
      if (transaction.state !== 'rollingForward' || transaction.token === undefined) continue;
      const { rate } = transaction.token.limiter;
      if (rate >= this.#arrivingPerSecond) continue;
      const { backlog } = estimateRollforward(transaction, journal.end, this.#arrivingPerSecond);
      const arriving = Math.round(this.#arrivingPerSecond);
      events.report('slowRollforwards', { transaction: transaction.identifier, rate, arriving, backlog });
    }
  }
}
