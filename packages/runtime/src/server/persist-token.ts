import type { Cursor, CursorKey, RecordFilter } from '@sdmp/journal';
import { defaultRate, separator } from '@sdmp/protocol';
import { RateLimiter } from './rate-limiter.ts';
import type { Session } from './session.ts';
import type { Transaction } from './transaction.ts';

/** A transaction without a socket: what is needed to resume it, and nothing else (PS-7). */
export interface ParkedTransaction {
  readonly transactionIdentifier: string;
  readonly filter: RecordFilter;
  readonly position: number;
  /** When it was last in use, Unix milliseconds. */
  readonly touched: number;
}

/** A persist token of one tenant (PS-8): its holder, its transactions and their shared rate. */
export class PersistToken {
  /** Tenant as the request named it; empty when it named none. */
  readonly tenant: string;
  readonly name: string;
  /** The socket whose transactions these are (PS-5); undefined when all are parked. */
  holder: Session | undefined;
  readonly live = new Map<string, Transaction>();
  readonly parked = new Map<string, ParkedTransaction>();
  #limiter: RateLimiter | undefined;

  constructor(tenant: string, name: string) {
    this.tenant = tenant;
    this.name = name;
  }

  /** One rate for all transactions of the token (RC-3). */
  get limiter(): RateLimiter {
    this.#limiter ??= new RateLimiter(defaultRate);
    return this.#limiter;
  }

  get isEmpty(): boolean {
    return this.live.size === 0 && this.parked.size === 0;
  }

  /** No socket, no rate: a parked token costs its name and positions. */
  releaseHolder(): void {
    this.holder = undefined;
    this.#limiter = undefined;
  }

  cursorKey(transactionIdentifier: string): CursorKey {
    return { tenant: this.tenant, name: this.name + separator + transactionIdentifier };
  }

  cursorOf(parked: ParkedTransaction): Cursor {
    const { transactionIdentifier, filter, position, touched } = parked;
    return { ...this.cursorKey(transactionIdentifier), filter, position, touched };
  }
}

/** Token and TX of a saved cursor; neither can hold the separator. Undefined for cursors of other kinds. */
export function readCursorName(name: string): { token: string; transactionIdentifier: string } | undefined {
  const at = name.indexOf(separator);
  if (at <= 0) return undefined;
  return { token: name.slice(0, at), transactionIdentifier: name.slice(at + 1) };
}
