import { type Cursor, type CursorKey, type RecordFilter, subscriberCursor } from '@sdmp/journal';
import { defaultRate } from '@sdmp/protocol';
import { RateLimiter } from './rate-limiter.ts';
import type { ServerSession } from './server-session.ts';
import type { Transaction } from './transaction.ts';

/** A persist token of one tenant (PS-8) that a socket holds: its transactions and their shared rate. */
export class PersistToken {
  /** Tenant as the request named it; empty when it named none. */
  readonly tenant: string;
  readonly name: string;
  /** The socket whose transactions these are (PS-5). */
  readonly holder: ServerSession;
  readonly live = new Map<string, Transaction>();
  #limiter: RateLimiter | undefined;

  constructor(tenant: string, name: string, holder: ServerSession) {
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
    return subscriberCursor(this.tenant, this.name, transactionIdentifier);
  }

  cursorOf(transactionIdentifier: string, position: number, filter: RecordFilter, touched: number): Cursor {
    return { ...this.cursorKey(transactionIdentifier), filter, position, touched };
  }
}
