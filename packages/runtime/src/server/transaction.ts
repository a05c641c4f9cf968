import { type Cursor, type CursorKey, type RecordFilter, type SavedPosition, subscriberCursor } from '@sdmp/journal';
import { defaultRate, type PlaceForm } from '@sdmp/protocol';
import { ConvertingWriter } from './converting-writer.ts';
import { OutcomeWriter } from './outcome-writer.ts';
import { RateLimiter } from './rate-limiter.ts';
import { RunWriter } from './run-writer.ts';
import type { ServerSession } from './server-session.ts';
import { nextState, type TransactionEvent, type TransactionState } from './transaction-state.ts';

/** What an EO asks for, as far as delivery is concerned. */
export interface TransactionRequest {
  readonly transactionIdentifier: string;
  readonly filter: RecordFilter;
  /** Whether replies and OZ say their service and interface (EO-8). */
  readonly isRouted: boolean;
  /** How much of its place in the journal each OZ bears. */
  readonly places: PlaceForm;
  /** Whether the subscriber takes outcomes in runs. */
  readonly takesRuns: boolean;
}

/** A socket with transactions. */
export type OutcomeSession = ServerSession<Transaction>;

export interface TransactionOptions {
  readonly request: TransactionRequest;
  readonly session: OutcomeSession;
  readonly token: PersistToken | undefined;
  readonly state: TransactionState;
  readonly position: number;
  readonly now: () => number;
}

/** One for all: making one with its stack is most of what an end costs. */
const leftItsSocket = new DOMException('The transaction has left its socket', 'AbortError');

/** A live request: a filter and a position, attached to a socket. */
export class Transaction implements SavedPosition {
  readonly session: OutcomeSession;
  readonly token: PersistToken | undefined;
  /** Who it counts for. */
  readonly owner: string;
  readonly #now: () => number;
  readonly #released = new AbortController();
  #request: TransactionRequest;
  #state: TransactionState;
  /** Next position to look at. */
  position: number;
  /** Position to continue from after a re-issue: everything before it is confirmed. */
  confirmed: number;
  #writer: { readonly branch: string; readonly writer: OutcomeWriter | ConvertingWriter | RunWriter } | undefined;

  constructor(options: TransactionOptions) {
    this.session = options.session;
    this.token = options.token;
    this.owner = options.session.owner;
    this.#now = options.now;
    this.#request = options.request;
    this.#state = options.state;
    this.position = options.position;
    this.confirmed = options.position;
  }

  get identifier(): string {
    return this.#request.transactionIdentifier;
  }

  get filter(): RecordFilter {
    return this.#request.filter;
  }

  get isRouted(): boolean {
    return this.#request.isRouted;
  }

  get state(): TransactionState {
    return this.#state;
  }

  /** Writes outcomes of one branch of the journal, by its name. */
  writerFor(branch: string): OutcomeWriter | ConvertingWriter | RunWriter {
    if (this.#writer?.branch !== branch) this.#writer = { branch, writer: this.#createWriter(branch) };
    return this.#writer.writer;
  }

  /** Aborts when the transaction leaves its socket. */
  get released(): AbortSignal {
    return this.#released.signal;
  }

  get isAttached(): boolean {
    return this.#state === 'rollingForward' || this.#state === 'live';
  }

  /** The same EO again on the same socket: new filters from the position on (PS-4). */
  replaceRequest(request: TransactionRequest): void {
    this.#request = request;
    this.#writer = undefined;
  }

  /** The socket prefers another framing of data: outcomes written from here on follow it. */
  renewWriter(): void {
    this.#writer = undefined;
  }

  apply(event: TransactionEvent): void {
    this.#state = nextState(this.#state, event, this.token !== undefined);
    if (!this.isAttached) this.#released.abort(leftItsSocket);
  }

  cursor(): Cursor | undefined {
    if (this.token === undefined || !this.isAttached) return undefined;
    return this.token.cursorOf(this.identifier, this.confirmed, this.filter, this.#now());
  }

  #createWriter(branch: string): OutcomeWriter | ConvertingWriter | RunWriter {
    const { dataConverter, encoding, placesBranch } = this.session;
    const { isRouted, transactionIdentifier, places, takesRuns } = this.#request;
    // Only places of the branch that the connection knows may leave it out.
    const short = branch === placesBranch ? '' : branch;
    const options = { encoding, isRouted, transactionIdentifier, onReplaced: this.session.noteReplaced };
    if (takesRuns && dataConverter === undefined) return new RunWriter({ ...options, placeJournal: short });
    const writer = new OutcomeWriter({ ...options, placeJournal: { whole: branch, short, none: undefined }[places] });
    return dataConverter === undefined ? writer : new ConvertingWriter(writer, dataConverter);
  }
}

/** A persist token of one tenant (PS-8) that a socket holds: its transactions and their shared rate. */
export class PersistToken {
  /** Tenant as the request named it; empty when it named none. */
  readonly tenant: string;
  readonly name: string;
  /** The socket whose transactions these are (PS-5). */
  readonly holder: OutcomeSession;
  readonly live = new Map<string, Transaction>();
  #limiter: RateLimiter | undefined;

  constructor(tenant: string, name: string, holder: OutcomeSession) {
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
