import type { Socket } from 'node:net';
import { decode, encode, type Message, type WireEncoding } from '@sdmp/codec';
import { type MessageDefinition, quotedExcerptLength } from '@sdmp/protocol';
import type { DataConverter } from './data-converter.ts';
import type { OversizedFrame } from './request-intake.ts';
import { peerAddress } from './peer-address.ts';
import type { RejectionShares } from './rejection-shares.ts';
import { type Handled, type HoldingLimit, RequestReader } from './request-reader.ts';
import { weightOf } from './request-weight.ts';
import { type SentRun, SentWindow } from './sent-window.ts';
import type { ServerEventLog } from './server-events.ts';
import type { ServiceLimits } from './service-options.ts';
import { type Overdue, SessionTimes } from './session-times.ts';
import { addressKey } from './users/address-key.ts';
import { userKey } from './users/user-entry.ts';
import type { Identity } from './users/authenticator.ts';
import type { Turns } from './turns.ts';
import { writeBuffers } from './write-buffers.ts';

/** Why a frame was rejected before it was a message; names its error. */
export type UnreadableCause = 'unreadable' | 'frameTooLarge';

/** What a session must know of the transactions whose outcomes it writes. */
interface Reading {
  /** Next position to look at. */
  readonly position: number;
}

/** What a session asks of the service around it. */
export interface SessionHost<Transaction extends Reading> {
  readonly limits: ServiceLimits;
  readonly events: ServerEventLog;
  /** Where all sockets take turns. */
  readonly turns: Turns;
  /** What sockets and addresses may err. */
  readonly rejections: RejectionShares;
  /** Answers one request. While it is pending, later requests of the socket wait. */
  readonly request: (session: ServerSession<Transaction>, message: Message) => Promise<void> | undefined;
  /** A frame that is no message, or is too large; `text` is what was readable. */
  readonly unreadable: (session: ServerSession<Transaction>, text: string, cause: UnreadableCause) => void;
  /** Positions behind these outcomes may be taken up after a re-issue. */
  readonly confirmed: (transaction: Transaction, position: number) => void;
  /** The same behind outcomes that were not for it: nothing comes twice when this is lost. */
  readonly passedOver: (transaction: Transaction, position: number) => void;
  /** An outcome was written with `?` for characters that the encoding does not have. */
  readonly charactersReplaced: (session: ServerSession<Transaction>) => void;
  /** Nothing more is executed or delivered: its place and its transactions are free. Called once, at the latest before `closed`. */
  readonly released: (session: ServerSession<Transaction>) => void;
  /** The socket is gone. */
  readonly closed: (session: ServerSession<Transaction>) => void;
}

/** One socket: reads requests in order, writes replies and outcomes, knows what was sent and what is confirmed. */
export class ServerSession<Transaction extends Reading> {
  readonly encoding: WireEncoding;
  /** IP address of the peer. */
  readonly remoteHost: string;
  /** The same with its port. */
  readonly remoteAddress: string;
  readonly transactions = new Set<Transaction>();
  /** Converts line-of-business data as SP asked; undefined: they are delivered as recorded (TR-6). */
  dataConverter: DataConverter | undefined;
  /** The branch of the journal whose places come without its name on this connection; set by the MV that says so. */
  placesBranch: string | undefined;
  /** Acknowledgements whose positions are on their way to the disk. */
  unverified = 0;
  /** Who it is; undefined until it authenticated, and always where nobody has to. */
  identity: Identity | undefined;
  readonly #socket: Socket;
  readonly #host: SessionHost<Transaction>;
  readonly #reader: RequestReader;
  readonly #sent = new SentWindow<Transaction>();
  #isReleased = false;
  #isAcknowledging = false;
  readonly #times: SessionTimes;
  #unreadableInRow = 0;
  /** Whether what was asked last was refused. */
  #hasErred = false;
  #adviseTimer: NodeJS.Timeout | undefined;
  /** Resolves and is replaced whenever delivery may continue. */
  #deliverable = Promise.withResolvers<void>();

  constructor(socket: Socket, encoding: WireEncoding, host: SessionHost<Transaction>) {
    this.#socket = socket;
    this.encoding = encoding;
    this.#host = host;
    this.#times = new SessionTimes(host.limits, performance.now());
    // A socket that broke has them no more.
    this.remoteHost = socket.remoteAddress ?? '?';
    this.remoteAddress = peerAddress(socket);
    this.#reader = new RequestReader(socket, {
      encoding,
      limits: host.limits,
      rejections: host.rejections,
      address: this.remoteHost,
      turns: host.turns,
      times: this.#times,
      handle: (frame) => this.#handle(frame),
      held: (by) => this.#tellHeld(by),
      ended: () => this.#peerEnded(),
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    socket.on('drain', () => this.#drained());
    // An error is always followed by `close`.
    socket.on('error', ({ message: reason }) => {
      host.events.report('sessionsBroken', { address: this.remoteAddress, reason });
    });
    socket.on('close', () => this.#closed());
  }

  /** Who its persist tokens count for: its user, or where nobody authenticates its address. */
  get owner(): string {
    return this.identity === undefined
      ? addressKey(this.remoteHost)
      : userKey(this.identity.tenant, this.identity.name);
  }

  get isOpen(): boolean {
    return this.#socket.writable;
  }

  get isAcknowledging(): boolean {
    return this.#isAcknowledging;
  }

  /** Outcomes written and not confirmed. */
  get unconfirmed(): number {
    return this.#sent.unconfirmed;
  }

  /** Whether the socket takes more, and the reader has not left too much unacknowledged. */
  get canDeliver(): boolean {
    return this.isOpen && !this.#socket.writableNeedDrain && !this.#isFull;
  }

  get #isFull(): boolean {
    return this.#isAcknowledging && this.#sent.unconfirmed >= this.#host.limits.maxUnacknowledged;
  }

  /** Resolves when delivery may be tried again; rejects when aborted. */
  async whenDeliverable(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([this.#deliverable.promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Sends a message in the framing of the request it answers (EO-8). */
  send(definition: MessageDefinition, isRouted: boolean, fields: readonly string[]): void {
    if (!this.isOpen) return;
    const { code } = definition;
    const place = isRouted
      ? { service: definition.service, interface: definition.interface }
      : { service: null, interface: null };
    this.#socket.write(encode({ ...place, code, fields }, { encoding: this.encoding }));
    const { maxWaitingBytes: limit } = this.#host.limits;
    const { writableLength: waiting } = this.#socket;
    if (waiting <= limit) return;
    this.#host.events.report('sessionsOverfull', { address: this.remoteAddress, waiting, limit });
    this.cut();
  }

  /** Counts an ER that answers a message of this socket. */
  rejected(): void {
    this.#hasErred = true;
    this.#reader.rejected();
  }

  /** An authentication failed. */
  failedToAuthenticate(): void {
    this.#hasErred = true;
  }

  /** Whether it is of no use to its peer for now: what it asked last was refused, or so much that it is held back. */
  get isErring(): boolean {
    return this.#reader.isHeldForErrors || (this.#hasErred && this.transactions.size === 0);
  }

  /** Returns what the session has kept the service waiting for. To be asked at times; `now` is monotonic milliseconds. */
  overdue(now: number): Overdue | undefined {
    return this.#times.overdue(now, {
      isInUse: this.transactions.size > 0 || this.#adviseTimer !== undefined,
      isBlocked: this.#socket.writableNeedDrain,
      isHeld: this.#socket.isPaused(),
    });
  }

  /** Notes that an outcome was written with `?` for characters that the encoding does not have. */
  readonly noteReplaced = (): void => this.#host.charactersReplaced(this);

  /** Writes outcomes. They count as confirmed when the kernel has them, or when the peer acknowledges (ACK-2). */
  sendOutcomes(bytes: Uint8Array, run: SentRun<Transaction>): void {
    const wasFull = this.#isFull;
    this.#sent.add(run);
    const { sent, unconfirmed: unacknowledged } = this.#sent;
    if (this.#isFull && !wasFull) {
      const { maxUnacknowledged: limit } = this.#host.limits;
      this.#host.events.report('deliveriesHeld', { address: this.remoteAddress, unacknowledged, limit });
    }
    this.#socket.write(bytes, (error) => {
      writeBuffers.giveBack(bytes);
      if (error === undefined || error === null) this.#leftForKernel(sent);
    });
  }

  /** Records up to `position` do not match: the position moves once everything sent before it is confirmed. */
  passOver(transaction: Transaction, position: number): void {
    if (this.#sent.unconfirmed === 0) this.#host.passedOver(transaction, position);
  }

  /** The peer has finished with the first `count` outcomes of this socket; from now on only that moves positions. */
  acknowledge(count: number): void {
    this.#isAcknowledging = true;
    const wasFull = this.#isFull;
    this.#confirm(count);
    if (wasFull && !this.#isFull) this.#wake();
  }

  /** Interval of DA, seconds; 0 stops it (TR-5). */
  adviseEvery(seconds: number, advise: () => void): void {
    clearInterval(this.#adviseTimer);
    // A peer that does not read does not see it either.
    const adviseReader = (): void => {
      if (!this.#socket.writableNeedDrain) advise();
    };
    this.#adviseTimer = seconds > 0 ? setInterval(adviseReader, seconds * 1000) : undefined;
  }

  /**
   * Ends the session because of its peer: nothing that arrives from now on is executed, its place and its transactions are
   * free at once, and the socket is closed after what is written (ER-3).
   */
  dismiss(): void {
    this.#release();
    void this.close();
  }

  /**
   * Ends the socket after what is written, and executes nothing that arrives meanwhile; destroys it when the peer has not
   * closed its side within the grace time. Resolves when it is gone.
   */
  async close(): Promise<void> {
    this.#reader.stop();
    if (this.#socket.destroyed) return;
    const { closeGraceMs: grace } = this.#host.limits;
    // Not events.once: a peer that resets meanwhile is no failure of closing.
    const closed = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    const timer = setTimeout(() => {
      if (!this.#socket.writableFinished) {
        this.#host.events.report('sessionsCut', { address: this.remoteAddress, grace });
      }
      this.destroy();
    }, grace);
    this.#socket.end();
    await closed;
    clearTimeout(timer);
  }

  /** Ends the session as `dismiss` does, and the socket at once: its peer does not take what is written. */
  cut(): void {
    this.#release();
    this.destroy();
  }

  /** Ends the socket at once, whatever the peer has taken of it. */
  destroy(): void {
    this.#socket.destroy();
  }

  #tellHeld(by: HoldingLimit): void {
    const { events, limits, rejections } = this.#host;
    const { remoteAddress: address } = this;
    if (by === 'messages') events.report('messagesHeld', { address, limit: limits.messagesPerSecond });
    else if (by === 'rejections') events.report('rejectionsHeld', { address, limit: rejections.perSocket });
    else events.report('addressRejectionsHeld', { address, limit: rejections.perAddress });
  }

  #handle(frame: string | OversizedFrame): Handled {
    if (typeof frame !== 'string') return this.#reject(frame.excerpt, 'frameTooLarge');
    const message = decode(frame);
    if (message.code === '' || !frame.isWellFormed()) {
      return this.#reject(frame.slice(0, quotedExcerptLength), 'unreadable');
    }
    this.#unreadableInRow = 0;
    const hadErred = this.#hasErred;
    this.#hasErred = false;
    const pending = this.#host.request(this, message);
    if (pending !== undefined) this.#hasErred ||= hadErred;
    return { weight: weightOf(message), pending };
  }

  /** A peer that ends its side and never reads would keep its place for as long as it likes. */
  #peerEnded(): void {
    // What is free before our side ends is free when the peer sees that end; what still leaves for the kernel counts first.
    if (this.#socket.writableLength === 0) this.dismiss();
    else void this.close();
  }

  #reject(text: string, cause: UnreadableCause): Handled {
    this.#host.unreadable(this, text, cause);
    this.#unreadableInRow++;
    if (this.#unreadableInRow >= this.#host.limits.maxUnreadableInRow) {
      this.#host.events.report('sessionsUnreadable', { address: this.remoteAddress, frames: this.#unreadableInRow });
      this.dismiss();
    }
    return { weight: 1, pending: undefined };
  }

  #leftForKernel(sent: number): void {
    if (!this.#isAcknowledging) this.#confirm(sent);
  }

  /** With nothing left unconfirmed, what was looked at and did not match is behind the transaction too. */
  #confirm(count: number): void {
    this.#sent.confirm(count, this.#host.confirmed);
    if (this.#sent.unconfirmed > 0) return;
    for (const transaction of this.transactions) this.#host.confirmed(transaction, transaction.position);
  }

  #drained(): void {
    this.#times.drained();
    this.#reader.drained();
    this.#wake();
  }

  #wake(): void {
    this.#deliverable.resolve();
    this.#deliverable = Promise.withResolvers<void>();
  }

  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    clearInterval(this.#adviseTimer);
    this.#host.released(this);
    this.#wake();
  }

  #closed(): void {
    this.#reader.stop();
    this.#release();
    this.#host.closed(this);
  }
}

/** When a silent socket is probed by the kernel, so that a vanished peer is noticed. */
const keepAliveMs = 30_000;
