import type { RecordFilter } from '@sdmp/journal';
import type { ServiceSettings } from './service-options.ts';
import type { TransactionRegistry } from './transaction-registry.ts';
import type { TransactionState } from './transaction-state.ts';

/** A request of a subscriber, attached to a socket or parked. */
export interface SubscriberStatus {
  readonly transactionIdentifier: string;
  /** Absent for a transaction that ends with its socket. */
  readonly persistToken?: string;
  /** Empty when the request named none. */
  readonly tenant: string;
  readonly state: TransactionState;
  /** Address and port; absent while parked. */
  readonly remote?: string;
  /** Who asked for it, where users authenticate; absent while parked. */
  readonly user?: string;
  /** What it wants; absent while parked, for the next request says it anew (PS-4). */
  readonly filter?: RecordFilter;
  /** Next position to be confirmed. */
  readonly position: number;
  /** Recorded outcomes from there to the journal's end, whether they match or not. */
  readonly backlog: number;
  /** When it is forgotten unless it is re-issued, Unix milliseconds; only while parked (PS-9). */
  readonly expiresAt?: number;
}

/** Up to `most` subscribers as they are now: first those with a socket, then the parked ones. */
export function listSubscribers(
  { journal, parkedTokenAgeMs }: ServiceSettings,
  registry: TransactionRegistry,
  most: number,
): readonly SubscriberStatus[] {
  const found: SubscriberStatus[] = [];
  const backlogOf = (position: number): number => Math.max(0, journal.end - position);
  for (const { token, identifier, filter, state, session, confirmed } of registry.live) {
    if (found.length >= most) return found;
    found.push({
      transactionIdentifier: identifier,
      ...(token === undefined ? {} : { persistToken: token.name }),
      tenant: token?.tenant ?? filter.tenant ?? '',
      state,
      remote: session.remoteAddress,
      ...(session.identity === undefined ? {} : { user: session.identity.name }),
      filter,
      position: confirmed,
      backlog: backlogOf(confirmed),
    });
  }
  for (const { tenant, token, transactionIdentifier, position, touched } of registry.parked) {
    if (found.length >= most) return found;
    found.push({
      transactionIdentifier,
      persistToken: token,
      tenant,
      state: 'parked',
      position,
      backlog: backlogOf(position),
      expiresAt: touched + parkedTokenAgeMs,
    });
  }
  return found;
}
