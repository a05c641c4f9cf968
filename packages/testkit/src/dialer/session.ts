import type { Socket } from 'node:net';
import { encodeFrame, Framer, format, type MessageParts, type WireEncoding } from '@sdmp/codec';
import type { Fifo } from './fifo.ts';
import { SentOutcomes } from './sent-outcomes.ts';

/** Events of a session. */
export interface SessionEvents {
  readonly frame: (session: Session, text: string) => void;
  readonly oversized: (session: Session, excerpt: string) => void;
  /** Called when the socket accepts more data again. */
  readonly writable: (session: Session) => void;
  readonly closed: (session: Session) => void;
}

export interface SessionOptions {
  readonly encoding: WireEncoding;
  readonly acknowledgements: boolean;
  /** Maximum number of outcomes kept for a client that may still acknowledge. */
  readonly unacknowledgedLimit: number;
}

/** Size at which buffered text is written, characters. */
const batchLength = 64 * 1024;
const frameEnd = '\0';
/** How long a peer has to take what was written before the end, milliseconds. */
const endGraceMs = 1000;

/** One client's socket. Writes frames in batches and buffers at most one batch beyond what the socket accepts. */
export class Session {
  readonly #socket: Socket;
  readonly #encoding: WireEncoding;
  readonly #sent: SentOutcomes;
  #gathered = '';
  #advice: NodeJS.Timeout | undefined;
  /** Whether the socket is being closed from here: what arrives then is not executed. */
  #isEnding = false;
  /** Transactions of enumerations that have not been ended. */
  readonly enumerations = new Set<string>();
  /** Consecutive unreadable frames. */
  unreadable = 0;

  constructor(socket: Socket, options: SessionOptions, events: SessionEvents) {
    this.#socket = socket;
    this.#encoding = options.encoding;
    this.#sent = new SentOutcomes(options.acknowledgements, options.unacknowledgedLimit);
    const framer = new Framer(
      {
        frame: (text) => this.#isEnding || events.frame(this, text),
        oversized: (excerpt) => this.#isEnding || events.oversized(this, excerpt),
      },
      { encoding: options.encoding },
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk) => framer.push(chunk));
    socket.on('drain', () => events.writable(this));
    // An error is always followed by 'close', which ends the session.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(this.#advice);
      this.settle();
      events.closed(this);
    });
  }

  /** Whether the socket's write buffer is full. */
  get isBlocked(): boolean {
    return this.#socket.writableNeedDrain || this.#socket.destroyed;
  }

  send(message: MessageParts): void {
    this.#gather(format(message));
  }

  /** `unfinished`: the pending list of the outcome's transaction, from which the outcome is removed when it is complete. */
  sendOutcome(frame: string, unfinished: Fifo<number>): void {
    this.#sent.add(unfinished);
    this.#gather(frame);
  }

  /** Handles an acknowledgement of the first `count` outcomes of this socket. */
  acknowledge(count: number): void {
    this.#sent.acknowledge(count);
  }

  /** Settles which outcomes count as received by a client that never acknowledged. */
  settle(): void {
    this.#sent.settle();
  }

  /** Calls `advise` every `seconds`; 0 stops it (TR-5). */
  adviseEvery(seconds: number, advise: () => void): void {
    clearInterval(this.#advice);
    this.#advice = seconds > 0 ? setInterval(advise, seconds * 1000) : undefined;
  }

  /** Writes the buffered text. */
  flush(): void {
    if (this.#gathered === '' || this.#socket.destroyed) return;
    const text = this.#gathered;
    const count = this.#sent.sent;
    this.#gathered = '';
    // The batch already ends with a terminator.
    this.#socket.write(encodeFrame(text, { encoding: this.#encoding, end: '' }), (error) => {
      if (error === null || error === undefined) this.#sent.left(count);
    });
  }

  /** Writes the buffered text, then ends the socket. */
  end(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.flush();
    this.#socket.destroySoon();
    // A peer that does not read would keep it.
    const timer = setTimeout(() => this.#socket.destroy(), endGraceMs).unref();
    this.#socket.once('close', () => clearTimeout(timer));
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #gather(frame: string): void {
    this.#gathered += frame + frameEnd;
    if (this.#gathered.length >= batchLength) this.flush();
  }
}
