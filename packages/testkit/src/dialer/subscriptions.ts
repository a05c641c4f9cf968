import { format, type Message } from '@sdmp/codec';
import { codeOf, defaultRate, outcomeData, type ServiceErrorName } from '@sdmp/protocol';
import type { Delivery } from './delivery.ts';
import { filterOf, type OutcomeRequest } from './outcome-filter.ts';
import type { Session } from './session.ts';
import { TokenBucket } from './token-bucket.ts';
import { groupKey, type PersistGroup, Transaction } from './transaction.ts';

const transactionCode = codeOf(outcomeData, 'transactionIdentifier');

/** What the answer to an EO contains besides MV. */
export interface Subscribed {
  /** Whether WP is due, because the token is new or outcomes were lost (PS-3, PS-6). */
  readonly isNew: boolean;
  /** Transactions taken over from another session, which is sent EF for each (PS-5). */
  readonly takenOver: readonly { readonly session: Session; readonly name: string }[];
}

/** The transactions, and the session that holds each persist token. */
export class Subscriptions {
  readonly #delivery: Delivery;
  readonly #now: () => number;
  readonly #groups = new Map<string, PersistGroup>();

  constructor(delivery: Delivery, now: () => number) {
    this.#delivery = delivery;
    this.#now = now;
  }

  /** Returns why a request cannot be served, or undefined. */
  objection(request: OutcomeRequest): ServiceErrorName | undefined {
    if (request.managementOutcomes === true) return 'notPermitted';
    const live = this.#attached(request.transactionIdentifier);
    if (live === undefined) return undefined;
    const group = this.#groupOf(request);
    return group !== undefined && live.group === group ? undefined : 'transactionInUse';
  }

  /** Starts, resumes or changes the transaction that the request names (PS-4), without delivering anything. */
  subscribe(session: Session, request: OutcomeRequest, message: Message): Subscribed {
    const known = this.#groupOf(request);
    const takenOver = known === undefined ? [] : this.#takeOver(known, session);
    const group = known ?? this.#newGroup(request);
    if (group !== undefined) group.holder = session;
    const found = known === undefined ? undefined : this.#resumable(known, request.transactionIdentifier);
    const transaction = found ?? this.#begin(request, group);
    const hasGap = transaction.hasGap && transaction.state === 'parked';
    this.#attach(transaction, session, request, message);
    return { isNew: (group !== undefined && known === undefined) || hasGap, takenOver };
  }

  /** Ends a transaction of this session. Returns false if the session has none with that name. */
  end(session: Session, name: string): boolean {
    const transaction = this.#attached(name);
    if (transaction?.session !== session) return false;
    this.#forget(transaction);
    return true;
  }

  /** Handles the end of a session: persistent transactions are parked, the others end (PS-1, END-5). */
  leave(session: Session): void {
    for (const transaction of this.#delivery.transactions) {
      if (transaction.session !== session) continue;
      if (transaction.group === undefined) this.#forget(transaction);
      else transaction.park(this.#delivery.log);
    }
    for (const group of this.#groups.values()) if (group.holder === session) group.holder = undefined;
  }

  #attached(name: string): Transaction | undefined {
    for (const transaction of this.#delivery.transactions) {
      if (transaction.name === name && transaction.session !== undefined) return transaction;
    }
    return undefined;
  }

  #groupOf({ tenantDescriptor, persistToken }: OutcomeRequest): PersistGroup | undefined {
    return persistToken === undefined ? undefined : this.#groups.get(groupKey(tenantDescriptor, persistToken));
  }

  #newGroup({ tenantDescriptor, persistToken, rateControl = defaultRate }: OutcomeRequest): PersistGroup | undefined {
    if (persistToken === undefined) return undefined;
    const key = groupKey(tenantDescriptor, persistToken);
    const bucket = new TokenBucket(rateControl, this.#now());
    const group: PersistGroup = { key, bucket, holder: undefined, transactions: new Set() };
    this.#groups.set(key, group);
    return group;
  }

  #takeOver(group: PersistGroup, session: Session): Subscribed['takenOver'] {
    const { holder } = group;
    if (holder === undefined || holder === session) return [];
    holder.settle();
    const attached = [...group.transactions].filter((transaction) => transaction.session === holder);
    for (const transaction of attached) transaction.park(this.#delivery.log);
    return attached.map(({ name }) => ({ session: holder, name }));
  }

  /** Returns the transaction with that name, or the only parked one, because applications may choose a new name at each start (PS-4). */
  #resumable(group: PersistGroup, name: string): Transaction | undefined {
    const all = [...group.transactions];
    const parked = all.filter(({ state }) => state === 'parked');
    return all.find((transaction) => transaction.name === name) ?? (parked.length === 1 ? parked[0] : undefined);
  }

  #begin(request: OutcomeRequest, group: PersistGroup | undefined): Transaction {
    const { log, transactions } = this.#delivery;
    const transaction = new Transaction(request.transactionIdentifier, group, filterOf(request), log.end);
    transactions.add(transaction);
    group?.transactions.add(transaction);
    return transaction;
  }

  #attach(transaction: Transaction, session: Session, request: OutcomeRequest, message: Message): void {
    const { transactionIdentifier, rateControl = defaultRate } = request;
    transaction.name = transactionIdentifier;
    transaction.wants = filterOf(request);
    transaction.group?.bucket.setRate(rateControl);
    if (transaction.session === session) return;
    const { service, interface: layer } = message;
    const prefix = format({
      service,
      interface: layer,
      code: outcomeData.code,
      fields: [transactionCode, transactionIdentifier],
    });
    transaction.attach(session, prefix, transaction.state === 'parked' ? 'rollingForward' : 'live');
  }

  #forget(transaction: Transaction): void {
    this.#delivery.transactions.delete(transaction);
    const { group } = transaction;
    group?.transactions.delete(transaction);
    if (group?.transactions.size === 0) this.#groups.delete(group.key);
  }
}
