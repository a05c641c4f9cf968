import type { Cursor, CursorKey, RecordFilter } from '@sdmp/journal';
import { defaultRate, separator } from '@sdmp/protocol';
import { RateLimiter } from './rate-limiter.ts';
import type { Session } from './session.ts';
import type { Transaction } from './transaction.ts';

/** A persist token of one tenant (PS-8) that a socket holds: its transactions and their shared rate. */
export class PersistToken {
  /** Tenant as the request named it; empty when it named none. */
  readonly tenant: string;
  readonly name: string;
  /** The socket whose transactions these are (PS-5). */
  readonly holder: Session;
  readonly live = new Map<string, Transaction>();
  #limiter: RateLimiter | undefined;

  constructor(tenant: string, name: string, holder: Session) {
    this.tenant = tenant;
    this.name = name;
    this.holder = holder;
  }

  /** One rate for all transactions of the token (RC-3). */
  get limiter(): RateLimiter {
    this.#limiter ??= new RateLimiter(defaultRate);
    return this.#limiter;
  }

  cursorKey(transactionIdentifier: string): CursorKey {
    return cursorKey(this.tenant, this.name, transactionIdentifier);
  }

  cursorOf(transactionIdentifier: string, position: number, filter: RecordFilter, touched: number): Cursor {
    return { ...this.cursorKey(transactionIdentifier), filter, position, touched };
  }
}

/** Where the position of a transaction is kept. */
export function cursorKey(tenant: string, token: string, transactionIdentifier: string): CursorKey {
  return { tenant, name: token + separator + transactionIdentifier };
}

/** Token and TX of a saved cursor; neither can hold the separator. Undefined for cursors of other kinds. */
export function readCursorName(name: string): { token: string; transactionIdentifier: string } | undefined {
  const at = name.indexOf(separator);
  if (at <= 0) return undefined;
  return { token: name.slice(0, at), transactionIdentifier: name.slice(at + 1) };
}
