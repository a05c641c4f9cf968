import type { Session } from './session.ts';
import type { TokenBucket } from './token-bucket.ts';
import type { Transaction } from './transaction.ts';

/** Everything that one persist token of a tenant keeps alive (PS-5, RC-3): the rate is shared, one session holds it. */
export interface PersistGroup {
  readonly key: string;
  readonly bucket: TokenBucket;
  holder: Session | undefined;
  readonly transactions: Set<Transaction>;
}

/** Tokens belong to a tenant (PS-8). */
export function groupKey(tenant: string | undefined, token: string): string {
  return `${tenant ?? ''}\0${token}`;
}
