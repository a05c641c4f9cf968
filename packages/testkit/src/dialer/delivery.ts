import type { OutcomeRecord } from '@sdmp/outcomes';
import { OutcomeLog } from './outcome-log.ts';
import type { Session } from './session.ts';
import type { Halt, Transaction } from './transaction.ts';

export interface DeliveryOptions {
  /** Most outcomes held in memory; the oldest go first. */
  readonly bufferLimit: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Outcomes a transaction gets before the next one has its turn. */
const turn = 500;
/** The log is trimmed when it holds this much more than the transactions need. */
const slack = 10_000;

/** Carries outcomes from the log to the sessions, each transaction at its own position. */
export class Delivery {
  readonly log = new OutcomeLog();
  readonly transactions = new Set<Transaction>();
  recorded = 0;
  readonly #options: DeliveryOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Takes an outcome in; `pump` delivers it. */
  record(record: OutcomeRecord): void {
    this.recorded += 1;
    if (this.log.length >= this.#options.bufferLimit) this.#loseOldest();
    this.log.append(record);
  }

  /** Delivers whatever can be delivered now, and comes back when the rate allows more. */
  pump(): void {
    const now = this.#options.now();
    let halts: Halt[];
    do halts = Array.from(this.transactions, (transaction) => transaction.deliver(this.log, turn, now));
    while (halts.includes('enough'));
    for (const session of this.#sessions()) session.flush();
    this.#trim();
    if (halts.includes('paced')) this.#comeBack(now);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sessions(): Set<Session> {
    const sessions = new Set<Session>();
    for (const { session } of this.transactions) if (session !== undefined) sessions.add(session);
    return sessions;
  }

  #loseOldest(): void {
    const { first } = this.log;
    const record = this.log.at(first);
    if (record !== undefined) for (const transaction of this.transactions) transaction.lose(record, first);
    this.log.trim(first + 1);
  }

  #trim(): void {
    let oldest = this.log.end;
    for (const transaction of this.transactions) oldest = Math.min(oldest, transaction.oldest);
    if (oldest - this.log.first > slack) this.log.trim(oldest);
  }

  #comeBack(now: number): void {
    if (this.#timer !== undefined) return;
    const delays = Array.from(this.transactions)
      .filter(({ state }) => state === 'rollingForward')
      .map(({ group }) => group?.bucket.delay(now) ?? 0);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.pump();
      },
      Math.max(1, Math.min(...delays)),
    );
  }
}
