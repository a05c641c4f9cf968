import type { Cursor, CursorKey } from '@sdmp/journal';
import { type ParkedTransaction, PersistToken, readCursorName } from './persist-token.ts';
import type { ServiceCounters } from './counters.ts';
import type { Saveable } from './position-saver.ts';
import type { ServiceSettings } from './service-options.ts';
import type { Session } from './session.ts';
import { Transaction, type TransactionRequest } from './transaction.ts';

/** The outcome of an EO: what to answer, and what has to be on disk before. */
export interface Subscribed {
  readonly transaction: Transaction;
  /** The token is new or its state is gone: the client is told by WP (PS-3, PS-6). */
  readonly isNewInstance: boolean;
  /** The transaction was attached before; only its filters were replaced. */
  readonly isReplacement: boolean;
  /** Cursors to save before answering. */
  readonly saves: readonly Cursor[];
  /** Cursors of the same transaction under its former TX. */
  readonly removes: readonly CursorKey[];
  /** Transactions that another socket lost by this request; they get EF (PS-5). */
  readonly takenOver: readonly Transaction[];
}

export type EndResult = { readonly transaction?: Transaction; readonly removes: readonly CursorKey[] } | undefined;

/** Every live transaction and every persist token of a service. Pure bookkeeping: no sockets written, no disk touched. */
export class TransactionRegistry {
  readonly #settings: ServiceSettings;
  readonly #counters: ServiceCounters;
  /** TX is unique across all live requests (EO-5). */
  readonly #live = new Map<string, Transaction>();
  readonly #tokens = new Map<string, PersistToken>();
  readonly #parked: (position: Saveable) => void;

  /** `parked` gets the position of each transaction that parks, to be saved. */
  constructor(settings: ServiceSettings, counters: ServiceCounters, parked: (position: Saveable) => void) {
    this.#settings = settings;
    this.#counters = counters;
    this.#parked = parked;
  }

  get live(): IterableIterator<Transaction> {
    return this.#live.values();
  }

  get tokens(): IterableIterator<PersistToken> {
    return this.#tokens.values();
  }

  /** Takes over what an earlier run saved: every token is parked. */
  load(cursors: readonly Cursor[]): void {
    for (const { tenant, name, position, filter, touched } of cursors) {
      const read = readCursorName(name);
      if (read === undefined) continue;
      const { transactionIdentifier } = read;
      this.#token(tenant, read.token).parked.set(transactionIdentifier, {
        transactionIdentifier,
        filter,
        position,
        touched,
      });
    }
  }

  /** The live transaction with this TX that a request for `token` may not touch; undefined when the TX is free (EO-5). */
  conflicting(transactionIdentifier: string, tenant: string, tokenName: string | undefined): Transaction | undefined {
    const other = this.#live.get(transactionIdentifier);
    if (other === undefined) return undefined;
    const isOwn = tokenName !== undefined && other.token === this.#tokens.get(tokenKey(tenant, tokenName));
    return isOwn ? undefined : other;
  }

  /** A request without a token: delivery starts at the journal's end (OZ-7). */
  subscribe(session: Session, request: TransactionRequest): Transaction {
    return this.#attach(session, request, undefined, this.#settings.journal.end);
  }

  /** A request with a token: resumes, joins, takes over or begins, as PS-3 to PS-5 say. */
  subscribePersistent(
    session: Session,
    request: TransactionRequest,
    tenant: string,
    tokenName: string,
    rate: number | undefined,
  ): Subscribed {
    const isNewToken = !this.#tokens.has(tokenKey(tenant, tokenName));
    const token = this.#token(tenant, tokenName);
    if (isNewToken) this.#counters.tokensCreated++;
    const takenOver = token.holder === undefined || token.holder === session ? [] : this.#takeOver(token);
    token.holder = session;
    if (rate !== undefined) token.limiter.rate = rate;
    const attached = token.live.get(request.transactionIdentifier);
    if (attached !== undefined) {
      attached.replaceRequest(request);
      const saves = [attached.cursor()].filter((cursor) => cursor !== undefined);
      return { transaction: attached, isNewInstance: false, isReplacement: true, saves, removes: [], takenOver };
    }
    const resumed = takeParked(token, request.transactionIdentifier);
    const { journal } = this.#settings;
    const lost = resumed === undefined ? 0 : Math.max(0, journal.first - resumed.position);
    const position = resumed === undefined ? journal.end : resumed.position + lost;
    const transaction = this.#attach(session, request, token, position);
    if (lost > 0) this.reportGap(transaction, lost);
    const cursor = transaction.cursor();
    const isRenamed = resumed !== undefined && resumed.transactionIdentifier !== request.transactionIdentifier;
    return {
      transaction,
      isNewInstance: isNewToken || lost > 0,
      isReplacement: false,
      saves: cursor === undefined ? [] : [cursor],
      removes: isRenamed ? [token.cursorKey(resumed.transactionIdentifier)] : [],
      takenOver,
    };
  }

  /** Retention ran past a position: counted and logged, never silent (PS-6). */
  reportGap(transaction: Transaction, lost: number): void {
    this.#counters.gaps++;
    this.#counters.outcomesLostToRetention += lost;
    this.#settings.logger.warn?.(
      `Retention removed ${lost} recorded outcomes that transaction ${transaction.identifier} had not reached`,
      {
        transactionIdentifier: transaction.identifier,
        persistToken: transaction.token?.name,
        lost,
      },
    );
  }

  /** EE: ends a transaction of this socket, or one that is parked; undefined when there is neither (END-1 to END-3). */
  end(session: Session, transactionIdentifier: string): EndResult {
    const transaction = this.#live.get(transactionIdentifier);
    if (transaction !== undefined) {
      if (transaction.session !== session) return undefined;
      const { token } = transaction;
      this.#detach(transaction);
      transaction.apply('finished');
      const removes = token === undefined ? [] : [token.cursorKey(transactionIdentifier)];
      if (token !== undefined) this.#forgetWhenEmpty(token);
      return { transaction, removes };
    }
    for (const token of this.#tokens.values()) {
      if (!token.parked.delete(transactionIdentifier)) continue;
      this.#forgetWhenEmpty(token);
      return { removes: [token.cursorKey(transactionIdentifier)] };
    }
    return undefined;
  }

  /** The socket is gone: its transactions park or end (PS-1, END-5). */
  release(session: Session): void {
    for (const transaction of session.transactions) this.park(transaction);
  }

  /** Forgets what has been parked since before `oldest`, Unix milliseconds (PS-9). */
  forgetParked(oldest: number): readonly CursorKey[] {
    const removes: CursorKey[] = [];
    for (const token of this.#tokens.values()) {
      for (const parked of token.parked.values()) {
        if (parked.touched >= oldest) continue;
        token.parked.delete(parked.transactionIdentifier);
        removes.push(token.cursorKey(parked.transactionIdentifier));
        this.#settings.logger.info?.(
          `Persist token ${token.name} was not re-issued in time; transaction ${parked.transactionIdentifier} is forgotten`,
        );
      }
      this.#forgetWhenEmpty(token);
    }
    this.#counters.tokensForgotten += removes.length;
    return removes;
  }

  #token(tenant: string, name: string): PersistToken {
    const key = tokenKey(tenant, name);
    const existing = this.#tokens.get(key);
    if (existing !== undefined) return existing;
    const token = new PersistToken(tenant, name);
    this.#tokens.set(key, token);
    return token;
  }

  #attach(
    session: Session,
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
      journalId: journal.id,
      now,
    });
    this.#live.set(transaction.identifier, transaction);
    session.transactions.add(transaction);
    token?.live.set(transaction.identifier, transaction);
    return transaction;
  }

  #detach(transaction: Transaction): void {
    this.#live.delete(transaction.identifier);
    transaction.session.transactions.delete(transaction);
    transaction.token?.live.delete(transaction.identifier);
    if (transaction.token?.live.size === 0) transaction.token.releaseHolder();
  }

  /** Takes a transaction off its socket: it parks at what is confirmed, or ends when it has no token. */
  park(transaction: Transaction): void {
    this.#detach(transaction);
    transaction.apply('released');
    const { token, identifier, filter, confirmed } = transaction;
    if (token === undefined) return;
    const parked: ParkedTransaction = {
      transactionIdentifier: identifier,
      filter,
      position: confirmed,
      touched: this.#settings.now(),
    };
    token.parked.set(identifier, parked);
    // Resumed or ended before it is saved: then there is another truth about this position.
    this.#parked({ cursor: () => (token.parked.get(identifier) === parked ? token.cursorOf(parked) : undefined) });
  }

  #takeOver(token: PersistToken): readonly Transaction[] {
    const taken = [...token.live.values()];
    for (const transaction of taken) this.park(transaction);
    this.#counters.takeovers++;
    return taken;
  }

  #forgetWhenEmpty(token: PersistToken): void {
    if (token.isEmpty) this.#tokens.delete(tokenKey(token.tenant, token.name));
  }
}

function tokenKey(tenant: string, name: string): string {
  return `${tenant}\\${name}`;
}

/** The parked transaction that a request resumes: its own, or the only one there is under another TX (PS-4). */
function takeParked(token: PersistToken, transactionIdentifier: string): ParkedTransaction | undefined {
  const own = token.parked.get(transactionIdentifier);
  const only = token.parked.size === 1 ? token.parked.values().next().value : undefined;
  const chosen = own ?? only;
  if (chosen !== undefined) token.parked.delete(chosen.transactionIdentifier);
  return chosen;
}
