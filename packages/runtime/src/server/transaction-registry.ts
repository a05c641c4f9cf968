import {
  type Cursor,
  type CursorKey,
  earliestBelievedMs,
  type Gap,
  missingIn,
  ownerOf,
  resolveStart,
  retentionGap,
  type SavedPosition,
  subscriberCursor,
} from '@sdmp/journal';
import { countOf } from '@sdmp/events';
import { separator } from '@sdmp/protocol';
import type { ServiceCounters } from './counters.ts';
import { type NamedParkedTransaction, type ParkedTransaction, ParkedTransactions } from './parked-transactions.ts';
import type { EndResult, Subscribed } from './registry-answers.ts';
import type { ServiceSettings } from './service-options.ts';
import { type OutcomeSession, PersistToken, Transaction, type TransactionRequest } from './transaction.ts';
import { TokenCounts, type TokenLimitReached } from './token-counts.ts';
import { tenantScope } from './users/tenancy.ts';

/** A time that far ahead may still be due to clocks that differ, milliseconds. */
const clockToleranceMs = 60_000;

/** Every live transaction and every persist token of a service. Pure bookkeeping: no sockets written, no disk touched. */
export class TransactionRegistry {
  readonly #settings: ServiceSettings;
  readonly #counters: ServiceCounters;
  /** TX is unique across all live requests (EO-5) that a socket may know of: those of its tenant (AU-3). */
  readonly #live = new Map<string, Transaction>();
  /** The tokens that a socket holds. */
  readonly #held = new Map<string, PersistToken>();
  readonly #counts = new TokenCounts();
  readonly #parked = new ParkedTransactions(this.#counts);
  readonly #onParked: (position: SavedPosition) => void;

  /** `onParked` gets the position of each transaction that parks, to be saved. */
  constructor(settings: ServiceSettings, counters: ServiceCounters, onParked: (position: SavedPosition) => void) {
    this.#settings = settings;
    this.#counters = counters;
    this.#onParked = onParked;
  }

  get live(): IterableIterator<Transaction> {
    return this.#live.values();
  }

  /** Every transaction without a socket. */
  get parked(): Iterable<NamedParkedTransaction> {
    return this.#parked;
  }

  /** Takes over a position that an earlier run saved: its token is parked. */
  load({ tenant, name, position, touched }: Cursor): void {
    const owner = ownerOf({ tenant, name });
    if (owner.kind !== 'subscriber') return;
    const { token, transactionIdentifier } = owner;
    this.#parked.put(tenant, token, { transactionIdentifier, position, touched, owner: undefined });
  }

  /** Whether a socket has this token. */
  isHeld(tenant: string, tokenName: string): boolean {
    return this.#held.has(tokenKey(tenant, tokenName));
  }

  /** The transactions that a socket has under this token. */
  liveOf(tenant: string, tokenName: string): readonly Transaction[] {
    return [...(this.#held.get(tokenKey(tenant, tokenName))?.live.values() ?? [])];
  }

  /** Another service may have the token from now on: what was parked here says nothing any more. */
  forgetToken(tenant: string, tokenName: string): void {
    this.#parked.drop(tenant, tokenName);
  }

  /** The live transaction with this TX that a request for `token` may not touch; undefined when the TX is free (EO-5). */
  conflicting(
    session: OutcomeSession,
    transactionIdentifier: string,
    tenant: string,
    tokenName: string | undefined,
  ): Transaction | undefined {
    const other = this.#live.get(liveKey(session, transactionIdentifier));
    if (other === undefined) return undefined;
    const isOwn = tokenName !== undefined && other.token === this.#held.get(tokenKey(tenant, tokenName));
    return isOwn ? undefined : other;
  }

  /**
   * The limit of persist tokens that hinders this request; undefined when there is none, or when it continues what is there:
   * its own transaction, or the only one of its token.
   */
  hindering(
    session: OutcomeSession,
    transactionIdentifier: string,
    tenant: string,
    tokenName: string,
  ): TokenLimitReached | undefined {
    const held = this.#held.get(tokenKey(tenant, tokenName));
    const parked = this.#parked.identifiersOf(tenant, tokenName);
    if (held?.live.has(transactionIdentifier) === true || parked.includes(transactionIdentifier)) return undefined;
    const resumable = parked.length + (held === undefined || held.holder === session ? 0 : held.live.size);
    return resumable === 1 ? undefined : this.#counts.reached(tenant, session.owner, this.#settings);
  }

  /** A request without a token: delivery starts at the journal's end (OZ-7). */
  subscribe(session: OutcomeSession, request: TransactionRequest): Transaction {
    return this.#attach(session, request, undefined, this.#settings.journal.end);
  }

  /** A request with a token: resumes, joins, takes over or begins, as PS-3 to PS-5 say. */
  subscribePersistent(
    session: OutcomeSession,
    request: TransactionRequest,
    tenant: string,
    tokenName: string,
    rate: number | undefined,
  ): Subscribed {
    const before = this.#held.get(tokenKey(tenant, tokenName));
    const isNewToken = before === undefined && !this.#parked.has(tenant, tokenName);
    if (isNewToken) this.#counters.tokensCreated++;
    const takenOver = before === undefined || before.holder === session ? [] : this.#takeOver(before, session);
    const token = this.#hold(tenant, tokenName, session);
    if (rate !== undefined) token.limiter.rate = rate;
    const attached = token.live.get(request.transactionIdentifier);
    if (attached !== undefined) {
      attached.replaceRequest(request);
      const saves = [attached.cursor()].filter((cursor) => cursor !== undefined);
      return { transaction: attached, isNewInstance: false, isReplacement: true, saves, removes: [], takenOver };
    }
    const resumed = this.#parked.take(tenant, tokenName, request.transactionIdentifier);
    const { journal } = this.#settings;
    const gap =
      resumed === undefined
        ? undefined
        : (retentionGap(journal, resumed.position) ?? resolveStart(journal, resumed.position).gap);
    const position = gap?.to ?? resumed?.position ?? journal.end;
    const transaction = this.#attach(session, request, token, position);
    if (gap !== undefined) this.reportGap(transaction, gap);
    const cursor = transaction.cursor();
    const isRenamed = resumed !== undefined && resumed.transactionIdentifier !== request.transactionIdentifier;
    return {
      transaction,
      isNewInstance: isNewToken || gap !== undefined,
      isReplacement: false,
      saves: cursor === undefined ? [] : [cursor],
      removes: isRenamed ? [token.cursorKey(resumed.transactionIdentifier)] : [],
      takenOver,
    };
  }

  /** Outcomes that a transaction had not reached cannot be delivered any more: counted and logged, never silent (PS-6). */
  reportGap(transaction: Transaction, gap: Gap): void {
    const lost = missingIn(gap);
    this.#counters.gaps++;
    if (gap.reason === 'damage') this.#counters.outcomesLostToDamage += lost;
    else this.#counters.outcomesLostToRetention += lost;
    this.#settings.logger.warn?.(describeGap(gap, transaction.identifier), {
      transactionIdentifier: transaction.identifier,
      persistToken: transaction.token?.name,
      lost,
    });
  }

  /**
   * EE: ends a transaction of this socket, or one of this tenant, or any, that is parked; undefined when there is neither
   * (END-1 to END-3).
   */
  end(session: OutcomeSession, transactionIdentifier: string, tenant: string | undefined): EndResult {
    const transaction = this.#live.get(liveKey(session, transactionIdentifier));
    if (transaction !== undefined) {
      if (transaction.session !== session) return undefined;
      const { token } = transaction;
      this.#detach(transaction);
      transaction.apply('finished');
      return { transaction, removes: token === undefined ? [] : [token.cursorKey(transactionIdentifier)] };
    }
    const parked = this.#parked.takeAny(transactionIdentifier, tenant);
    return parked === undefined ? undefined : { removes: [keyOf(parked)] };
  }

  /** The socket is gone: its transactions park or end (PS-1, END-5). */
  release(session: OutcomeSession): void {
    for (const transaction of session.transactions) this.park(transaction);
  }

  /** Counts parked transactions whose time cannot be (a wrong clock left it behind) as used now; gives their keys. */
  touchImpossible(now: number): readonly CursorKey[] {
    const to = now + clockToleranceMs;
    return this.#parked.touchOutside({ from: Math.min(earliestBelievedMs, now), to }, now).map(keyOf);
  }

  /** Forgets what has been parked since before `oldest`, Unix milliseconds (PS-9). */
  forgetParked(oldest: number): readonly CursorKey[] {
    const forgotten = this.#parked.takeUntouchedSince(oldest);
    for (const { token, transactionIdentifier } of forgotten) {
      this.#settings.events.report('tokensForgotten', { token, transaction: transactionIdentifier });
    }
    return forgotten.map(keyOf);
  }

  #hold(tenant: string, name: string, session: OutcomeSession): PersistToken {
    const key = tokenKey(tenant, name);
    const existing = this.#held.get(key);
    if (existing !== undefined) return existing;
    const token = new PersistToken(tenant, name, session);
    this.#held.set(key, token);
    return token;
  }

  #attach(
    session: OutcomeSession,
    request: TransactionRequest,
    token: PersistToken | undefined,
    position: number,
  ): Transaction {
    const { journal, now } = this.#settings;
    const transaction = new Transaction({
      request,
      session,
      token,
      state: position < journal.end ? 'rollingForward' : 'live',
      position,
      now,
    });
    this.#live.set(liveKey(session, transaction.identifier), transaction);
    session.transactions.add(transaction);
    if (token !== undefined) {
      token.live.set(transaction.identifier, transaction);
      this.#counts.add(token.tenant, transaction.owner);
    }
    return transaction;
  }

  #detach(transaction: Transaction): void {
    this.#live.delete(liveKey(transaction.session, transaction.identifier));
    transaction.session.transactions.delete(transaction);
    const { token } = transaction;
    if (token === undefined) return;
    token.live.delete(transaction.identifier);
    this.#counts.remove(token.tenant, transaction.owner);
    // No socket, no rate: a parked token costs its name and positions (PS-7).
    if (token.live.size === 0) this.#held.delete(tokenKey(token.tenant, token.name));
  }

  /** Takes a transaction off its socket: it parks at what is confirmed, or ends when it has no token. */
  park(transaction: Transaction): void {
    this.#detach(transaction);
    transaction.apply('released');
    const { token, identifier, filter, confirmed, owner } = transaction;
    if (token === undefined) return;
    const { tenant, name } = token;
    const touched = this.#settings.now();
    const parked: ParkedTransaction = { transactionIdentifier: identifier, position: confirmed, touched, owner };
    this.#parked.put(tenant, name, parked);
    // Resumed or ended before it is saved: then there is another truth about this position.
    const isParked = (): boolean => this.#parked.get(tenant, name, identifier) === parked;
    this.#onParked({
      cursor: () => (isParked() ? token.cursorOf(identifier, confirmed, filter, touched) : undefined),
    });
  }

  #takeOver(token: PersistToken, { remoteAddress: address }: OutcomeSession): readonly Transaction[] {
    const taken = [...token.live.values()];
    for (const transaction of taken) this.park(transaction);
    this.#settings.events.report('takeovers', { token: token.name, address });
    return taken;
  }
}

function describeGap(gap: Gap, transaction: string): string {
  const lost = missingIn(gap);
  switch (gap.reason) {
    case 'retention':
      return `Retention removed ${countOf(lost, 'recorded outcome')} that transaction ${transaction} had not reached`;
    case 'damage':
      return `Damage took ${countOf(lost, 'recorded outcome')} that transaction ${transaction} had not reached: run 'sdmp journal verify'`;
    case 'history':
      return `Transaction ${transaction} passed a restore of the journal at position ${gap.from} and continues at ${gap.to}: outcomes that were recorded before the restore may be missing`;
  }
}

/** A socket's tenant changes only after its transactions have left it. */
function liveKey({ identity }: OutcomeSession, transactionIdentifier: string): string {
  return (tenantScope(identity) ?? '') + separator + transactionIdentifier;
}

function tokenKey(tenant: string, name: string): string {
  return `${tenant}\\${name}`;
}

function keyOf({ tenant, token, transactionIdentifier }: NamedParkedTransaction): CursorKey {
  return subscriberCursor(tenant, token, transactionIdentifier);
}
