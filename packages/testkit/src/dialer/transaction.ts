import type { OutcomeRecord } from '@sdmp/outcomes';
import { Fifo } from './fifo.ts';
import type { OutcomeFilter } from './outcome-filter.ts';
import type { OutcomeLog } from './outcome-log.ts';
import type { Session } from './session.ts';
import type { TokenBucket } from './token-bucket.ts';

/** The transactions of one persist token of a tenant, which share a rate and are held by one session (PS-5, RC-3). */
export interface PersistGroup {
  readonly key: string;
  readonly bucket: TokenBucket;
  holder: Session | undefined;
  readonly transactions: Set<Transaction>;
}

/** Returns the key of a persist token, which belongs to a tenant (PS-8). */
export function groupKey(tenant: string | undefined, token: string): string {
  return `${tenant ?? ''}\0${token}`;
}

/** State of a transaction: without a socket, catching up at the rate, or up to date. */
export type TransactionState = 'parked' | 'rollingForward' | 'live';

/** Why a delivery stopped. */
export type Halt = 'upToDate' | 'enough' | 'blocked' | 'paced';

/** A subscription: a position in the log, a filter and, while attached, a session. */
export class Transaction {
  name: string;
  readonly group: PersistGroup | undefined;
  wants: OutcomeFilter;
  state: TransactionState = 'live';
  /** Outcomes that matched its filter but were dropped from the log before delivery. */
  lost = 0;
  /** Whether outcomes were lost since it was attached. */
  hasGap = false;
  #session: Session | undefined;
  #prefix = '';
  #position: number;
  /** Positions of outcomes that were written to this session but are not complete; empty without PS. */
  #unfinished = new Fifo<number>();

  constructor(name: string, group: PersistGroup | undefined, wants: OutcomeFilter, position: number) {
    this.name = name;
    this.group = group;
    this.wants = wants;
    this.#position = position;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** Oldest position that it may still need. */
  get oldest(): number {
    return this.#unfinished.at(0) ?? this.#position;
  }

  /** Next position to deliver. */
  get position(): number {
    return this.#position;
  }

  /** `prefix`: the frame up to and including TX. */
  attach(session: Session, prefix: string, state: TransactionState): void {
    this.#session = session;
    this.#prefix = prefix;
    this.state = state;
    this.hasGap = false;
  }

  /** Detaches the session and returns to the first incomplete outcome. */
  park(log: OutcomeLog): void {
    this.#session = undefined;
    this.state = 'parked';
    while ((this.#unfinished.at(0) ?? log.first) < log.first) {
      this.#unfinished.drop(1);
      this.#countLost();
    }
    this.#position = this.oldest;
    // The detached session may still hold the old list.
    this.#unfinished = new Fifo<number>();
  }

  /** Skips an outcome that is dropped from the log before delivery. */
  lose(record: OutcomeRecord, position: number): void {
    if (this.#position > position) return;
    this.#position = position + 1;
    if (this.wants(record)) this.#countLost();
  }

  /** Writes up to `limit` outcomes to the session. */
  deliver(log: OutcomeLog, limit: number, now: number): Halt {
    const session = this.#session;
    if (session === undefined) return 'upToDate';
    for (let count = 0; count < limit; ) {
      const record = log.at(this.#position);
      if (record === undefined) {
        this.state = 'live';
        return 'upToDate';
      }
      if (this.wants(record)) {
        if (session.isBlocked) return 'blocked';
        if (this.state === 'rollingForward' && this.group?.bucket.take(now) === false) return 'paced';
        if (this.group !== undefined) this.#unfinished.push(this.#position);
        session.sendOutcome(this.#prefix + record.body, this.#unfinished);
        count++;
      }
      this.#position++;
    }
    return 'enough';
  }

  #countLost(): void {
    this.lost += 1;
    this.hasGap = true;
  }
}
