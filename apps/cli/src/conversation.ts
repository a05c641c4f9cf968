import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode, encodeFrame, Framer, type Message, type WireEncoding } from '@sdmp/codec';

/** Bytes that are kept of the beginning of what came, to tell what they are. */
const keptBytes = 256;
/** Frames that nobody has waited for yet, at most; older ones are forgotten. */
const maxWaiting = 1000;

/** One connection, on which frames are sent and waited for. */
export class Conversation {
  readonly #socket: Socket;
  readonly #encoding: WireEncoding;
  readonly #frames: Message[] = [];
  readonly #framer: Framer;
  #received = 0;
  #first = Buffer.alloc(0);
  #isClosed = false;
  #wake: () => void = () => undefined;

  /** Frames for which `intercept` returns true are dealt with by it, and by nobody else. */
  constructor(socket: Socket, encoding: WireEncoding, intercept: (message: Message) => boolean = () => false) {
    this.#socket = socket;
    this.#encoding = encoding;
    const take = (text: string): void => {
      const message = decode(text);
      this.#received += 1;
      if (intercept(message)) return;
      this.#frames.push(message);
      if (this.#frames.length > maxWaiting) this.#frames.shift();
    };
    this.#framer = new Framer({ frame: take, oversized: () => undefined }, { encoding });
    socket.on('data', (bytes: Buffer) => {
      const room = keptBytes - this.#first.length;
      if (room > 0) this.#first = Buffer.concat([this.#first, bytes.subarray(0, room)]);
      this.#framer.push(bytes);
      this.#wake();
    });
    const close = (): void => {
      this.#isClosed = true;
      this.#wake();
    };
    socket.on('error', close).on('close', close);
  }

  /** The beginning of everything that came. */
  get first(): Uint8Array {
    return this.#first;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Frames that came so far. */
  get received(): number {
    return this.#received;
  }

  /** Writes bytes as they are. */
  sendBytes(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#socket.write(bytes);
  }

  send(frame: string): void {
    if (!this.#isClosed) this.#socket.write(encodeFrame(frame, { encoding: this.#encoding }));
  }

  /** Resolves with the next frame that is meant; undefined when the time is over or the connection closed. Rejects when aborted. */
  async next(isMeant: (message: Message) => boolean, signal: AbortSignal): Promise<Message | undefined> {
    return this.#until(() => {
      const at = this.#frames.findIndex(isMeant);
      return at < 0 ? undefined : this.#frames.splice(0, at + 1).at(-1);
    }, signal);
  }

  /** Returns the oldest frame that nobody has waited for. */
  readonly peek = (): Message | undefined => this.#frames[0];

  /** Resolves to whether anything came before the signal. */
  async anything(signal: AbortSignal): Promise<boolean> {
    return (await this.#until(() => (this.#first.length > 0 ? true : undefined), signal)) === true;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Resolves when nothing has come for a time, or the connection closed. Rejects when aborted. */
  async quiet(quietMs: number, signal: AbortSignal): Promise<void> {
    for (let seen = -1; seen !== this.#received && !this.#isClosed; ) {
      seen = this.#received;
      await sleep(quietMs, undefined, { signal });
    }
  }

  /** Closes once everything has been sent. */
  end(): void {
    this.#socket.end();
  }

  async #until<Found>(find: () => Found | undefined, signal: AbortSignal): Promise<Found | undefined> {
    const { promise, resolve } = Promise.withResolvers<Found | undefined>();
    const look = (): void => {
      const found = find();
      if (found !== undefined || this.#isClosed || signal.aborted) resolve(found);
    };
    this.#wake = look;
    signal.addEventListener('abort', look, { once: true });
    look();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', look);
      this.#wake = () => undefined;
    }
  }
}
