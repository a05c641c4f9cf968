import type { Socket } from 'node:net';
import { encodeFrame, Framer, format, type MessageParts, type WireEncoding } from '@sdmp/codec';
import type { Fifo } from './fifo.ts';
import { SentOutcomes } from './sent-outcomes.ts';

/** What a session tells the dialer. */
export interface SessionEvents {
  readonly frame: (session: Session, text: string) => void;
  readonly oversized: (session: Session, excerpt: string) => void;
  /** The socket takes more again. */
  readonly writable: (session: Session) => void;
  readonly closed: (session: Session) => void;
}

export interface SessionOptions {
  readonly encoding: WireEncoding;
  readonly acknowledgements: boolean;
  /** How many outcomes are kept for a reader that may yet acknowledge. */
  readonly unacknowledgedLimit: number;
}

/** Text that is gathered before it is written, characters. */
const batchLength = 64 * 1024;
const frameEnd = '\0';

/** One client's socket: frames in, frames out in batches, never more than a batch beyond what the socket takes. */
export class Session {
  readonly #socket: Socket;
  readonly #encoding: WireEncoding;
  readonly #sent: SentOutcomes;
  #gathered = '';
  #advice: NodeJS.Timeout | undefined;
  /** Unreadable frames in a row. */
  unreadable = 0;

  constructor(socket: Socket, options: SessionOptions, events: SessionEvents) {
    this.#socket = socket;
    this.#encoding = options.encoding;
    this.#sent = new SentOutcomes(options.acknowledgements, options.unacknowledgedLimit);
    const framer = new Framer(
      {
        frame: (text) => events.frame(this, text),
        oversized: (excerpt) => events.oversized(this, excerpt),
      },
      { encoding: options.encoding },
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk) => framer.push(chunk));
    socket.on('drain', () => events.writable(this));
    // An error is always followed by 'close', which is what counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(this.#advice);
      this.settle();
      events.closed(this);
    });
  }

  /** Whether the socket has more to write than it wants to hold. */
  get isBlocked(): boolean {
    return this.#socket.writableNeedDrain || this.#socket.destroyed;
  }

  send(message: MessageParts): void {
    this.#gather(format(message));
  }

  /** `unfinished`: the list of the outcome's transaction; its first member goes when this outcome is finished with. */
  sendOutcome(frame: string, unfinished: Fifo<number>): void {
    this.#sent.add(unfinished);
    this.#gather(frame);
  }

  /** The reader says that it has finished with the first `count` outcomes of this socket. */
  acknowledge(count: number): void {
    this.#sent.acknowledge(count);
  }

  /** Decides what a reader that never acknowledges is taken to have. */
  settle(): void {
    this.#sent.settle();
  }

  /** Calls `advise` every `seconds`; 0 stops it (TR-5). */
  adviseEvery(seconds: number, advise: () => void): void {
    clearInterval(this.#advice);
    this.#advice = seconds > 0 ? setInterval(advise, seconds * 1000) : undefined;
  }

  /** Writes what was gathered. */
  flush(): void {
    if (this.#gathered === '' || this.#socket.destroyed) return;
    const text = this.#gathered;
    const count = this.#sent.sent;
    this.#gathered = '';
    // The batch ends with a terminator already.
    this.#socket.write(encodeFrame(text, { encoding: this.#encoding, end: '' }), (error) => {
      if (error === null || error === undefined) this.#sent.left(count);
    });
  }

  /** Writes what was gathered, then ends the socket. */
  end(): void {
    this.flush();
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #gather(frame: string): void {
    this.#gathered += frame + frameEnd;
    if (this.#gathered.length >= batchLength) this.flush();
  }
}
