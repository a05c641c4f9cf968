import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { Allowance } from './allowance.ts';
import { type OversizedFrame, RequestIntake, sliceBytes } from './request-intake.ts';
import type { RejectionShares } from './rejection-shares.ts';
import type { ServiceLimits } from './service-options.ts';
import type { SessionTimes } from './session-times.ts';
import type { Turns, TurnTaker } from './turns.ts';

/** What handling a frame came to: what it weighs against the limits, and the promise that holds back later ones. */
export interface Handled {
  readonly weight: number;
  readonly pending: Promise<void> | undefined;
}

/** A limit above which a socket is read more slowly. */
export type HoldingLimit = 'messages' | 'rejections' | 'rejectionsOfAddress';

export interface RequestReaderOptions {
  readonly encoding: WireEncoding;
  readonly limits: Pick<ServiceLimits, 'maxFrameBytes' | 'messagesPerSecond'>;
  readonly rejections: RejectionShares;
  /** IP address of the peer. */
  readonly address: string;
  readonly turns: Turns;
  readonly times: SessionTimes;
  readonly handle: (frame: string | OversizedFrame) => Handled;
  /** The socket is not read for a while, because it sends more than that limit. */
  readonly held: (limit: HoldingLimit) => void;
  /** The peer has ended its side, and all it had sent is handled. */
  readonly ended: () => void;
}

/** What one socket may have handled in one turn of the event loop, in weights. */
const share = 32;
/** Chunks that are read ahead: one that is being handled, and one that came with it. */
const maxChunksAhead = 1;
/** What is read of a socket that is being closed, bytes, so that its end is seen; beyond it, it is left to the grace time. */
const maxDiscardedBytes = 1024 * 1024;
/** A socket that is held again and again is told of once in this time, milliseconds. */
const heldToldMs = 1000;

/** Reads the requests of one socket: in order, in its turn, no faster than its limit; the socket is paused meanwhile. */
export class RequestReader implements TurnTaker {
  readonly #socket: Socket;
  readonly #options: RequestReaderOptions;
  readonly #intake: RequestIntake;
  readonly #allowance: Allowance;
  readonly #rejections: Allowance;
  readonly #rejectionsOfAddress: Allowance;
  /** Whether a message of this socket was wrong since its address had an allowance left: others of the address are not held. */
  #hasErred = false;
  #isHeldForErrors = false;
  /** Whether a request is pending. */
  #isBusy = false;
  /** Until when nothing is handled, because the limit is used up. */
  #hold: NodeJS.Timeout | undefined;
  isAwaitingTurn = false;
  readonly #heldToldAt = new Map<HoldingLimit, number>();
  #hasPeerEnded = false;
  /** Whether what arrives is thrown away. */
  #isStopped = false;
  #discarded = 0;

  constructor(socket: Socket, options: RequestReaderOptions) {
    const { encoding, limits, rejections, address, times } = options;
    this.#socket = socket;
    this.#options = options;
    this.#intake = new RequestIntake({ encoding, limits, times });
    this.#allowance = new Allowance(limits.messagesPerSecond, performance.now());
    this.#rejections = rejections.ofSocket();
    this.#rejectionsOfAddress = rejections.ofAddress(address);
    // Otherwise what came with the peer's end could not be answered any more.
    socket.allowHalfOpen = true;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => {
      this.#hasPeerEnded = true;
      this.#ask();
    });
  }

  /** Handles frames until the share is used up, or something must be waited for; the answers leave together. */
  readonly takeTurn = (): boolean => {
    this.#socket.cork();
    try {
      return this.#handleShare();
    } finally {
      this.#socket.uncork();
    }
  };

  #handleShare(): boolean {
    for (let used = 0; used < share; ) {
      if (this.#isStopped || this.#isBusy || this.#hold !== undefined) return false;
      if (this.#isBlocked()) return false;
      if (this.#intake.isEmpty) {
        this.#readOn();
        return false;
      }
      if (this.#isAboveLimit()) return false;
      used += this.#handleNext();
    }
    return true;
  }

  /** Whether it waits because too much of what it sent was wrong. */
  get isHeldForErrors(): boolean {
    return this.#isHeldForErrors;
  }

  /** A message was answered by an ER. */
  rejected(): void {
    this.#rejections.use(1);
    this.#rejectionsOfAddress.use(1);
    this.#hasErred = true;
  }

  /** The socket takes answers again. */
  drained(): void {
    this.#ask();
  }

  /** What arrives from now on is read to see the end of it, up to a limit, and thrown away. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearTimeout(this.#hold);
    this.#intake.clear();
    this.#socket.resume();
  }

  #receive(chunk: Buffer): void {
    if (this.#isStopped) {
      this.#discarded += chunk.length;
      if (this.#discarded > maxDiscardedBytes) this.#socket.pause();
      return;
    }
    this.#intake.push(chunk);
    if (this.#intake.chunks > maxChunksAhead) this.#socket.pause();
    this.#ask();
  }

  #ask(): void {
    if (!this.#isStopped && !this.#isBusy && this.#hold === undefined) this.#options.turns.ask(this);
  }

  /** Answers that are not taken hold back requests; those of a peer that has ended will not be taken. */
  #isBlocked(): boolean {
    if (!this.#socket.writableNeedDrain) return false;
    this.#socket.pause();
    if (this.#hasPeerEnded) this.#options.ended();
    return true;
  }

  #readOn(): void {
    if (this.#hasPeerEnded) this.#options.ended();
    else this.#socket.resume();
  }

  #isAboveLimit(): boolean {
    const now = performance.now();
    const messagesMs = this.#allowance.waitMs(now);
    const ownMs = this.#rejections.waitMs(now);
    const addressMs = this.#hasErred ? this.#rejectionsOfAddress.waitMs(now) : 0;
    if (addressMs === 0) this.#hasErred = false;
    const waitMs = Math.max(messagesMs, ownMs, addressMs);
    this.#isHeldForErrors = Math.max(ownMs, addressMs) > 0;
    if (waitMs === 0) return false;
    this.#socket.pause();
    this.#tellHeld(waitMs === messagesMs ? 'messages' : waitMs === ownMs ? 'rejections' : 'rejectionsOfAddress', now);
    this.#hold = setTimeout(() => {
      this.#hold = undefined;
      this.#ask();
    }, waitMs);
    return true;
  }

  #tellHeld(limit: HoldingLimit, now: number): void {
    if (now - (this.#heldToldAt.get(limit) ?? Number.NEGATIVE_INFINITY) <= heldToldMs) return;
    this.#heldToldAt.set(limit, now);
    this.#options.held(limit);
  }

  /** Returns the weight of what was handled. */
  #handleNext(): number {
    const frame = this.#intake.next();
    if (frame === undefined) {
      this.#allowance.use(1);
      return 1;
    }
    const { weight, pending } = this.#options.handle(frame);
    const length = typeof frame === 'string' ? frame.length : 0;
    const used = weight + Math.floor(length / sliceBytes);
    this.#allowance.use(used);
    if (pending !== undefined) this.#waitFor(pending);
    return used;
  }

  #waitFor(pending: Promise<void>): void {
    this.#isBusy = true;
    this.#socket.pause();
    void pending.finally(() => {
      this.#isBusy = false;
      this.#ask();
    });
  }
}
