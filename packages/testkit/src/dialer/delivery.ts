import type { OutcomeRecord } from '@sdmp/outcomes';
import { OutcomeLog } from './outcome-log.ts';
import type { Session } from './session.ts';
import type { Halt, Transaction } from './transaction.ts';

export interface DeliveryOptions {
  /** Maximum number of outcomes in memory; the oldest are dropped first. */
  readonly bufferLimit: number;
  /** Returns the time of a monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** Outcomes delivered to one transaction before the next has its turn. */
const turn = 500;
/** Outcomes that the log may hold beyond what the transactions need before it is trimmed. */
const slack = 10_000;

/** Delivers outcomes from the log to the sessions, each transaction from its own position. */
export class Delivery {
  readonly log = new OutcomeLog();
  readonly transactions = new Set<Transaction>();
  recorded = 0;
  readonly #options: DeliveryOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Adds an outcome to the log; `pump` delivers it. */
  record(record: OutcomeRecord): void {
    this.recorded += 1;
    if (this.log.length >= this.#options.bufferLimit) this.#loseOldest();
    this.log.append(record);
  }

  /** Delivers what can be delivered now, and schedules itself for when the rate allows more. */
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
