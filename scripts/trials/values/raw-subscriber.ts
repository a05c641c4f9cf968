import { connect, type Socket } from 'node:net';
import { bytesIn, type DoorEncoding } from './hostile-text.ts';
import { cellOf, splitFrames } from './raw-frames.ts';

const longestWaitMs = 600_000;

/** A subscriber that knows nothing of the packages: a socket, and cells of zero between frames. */
export class RawSubscriber {
  readonly #socket: Socket;
  readonly #encoding: DoorEncoding;
  readonly #cell: 1 | 2;
  readonly #onFrame: (frame: Buffer) => void;
  #rest = Buffer.alloc(0);
  #frames = 0;
  #wanted = Promise.withResolvers<void>();
  #count = Number.POSITIVE_INFINITY;

  constructor(port: number, encoding: DoorEncoding, onFrame: (frame: Buffer) => void) {
    this.#socket = connect(port, '127.0.0.1');
    this.#encoding = encoding;
    this.#cell = cellOf(encoding);
    this.#onFrame = onFrame;
    this.#socket.on('data', (piece) => this.#take(piece));
    this.#socket.on('close', () => this.#wanted.reject(new Error('the service closed the socket')));
    this.#wanted.promise.catch(() => undefined);
  }

  /** Subscribes to everything; resolves when the service has agreed. */
  async subscribe(): Promise<void> {
    this.#socket.write(bytesIn(`EO\\TXt_${this.#encoding.replace(/\W/g, '')}\\SO\\FO\\TKready\0`, this.#encoding));
    await this.received(1);
  }

  /** Resolves when this number of frames has come. */
  async received(count: number): Promise<void> {
    this.#count = count;
    this.#check();
    const timer = setTimeout(
      () => this.#wanted.reject(new Error(`${this.#frames} of ${this.#count} frames came`)),
      longestWaitMs,
    );
    await this.#wanted.promise;
    clearTimeout(timer);
    this.#count = Number.POSITIVE_INFINITY;
    this.#wanted = Promise.withResolvers<void>();
    this.#wanted.promise.catch(() => undefined);
  }

  close(): void {
    this.#socket.destroy();
  }

  #check(): void {
    if (this.#frames >= this.#count) this.#wanted.resolve();
  }

  #take(piece: Buffer): void {
    const { frames, rest } = splitFrames(Buffer.concat([this.#rest, piece]), this.#cell);
    // The first frame is the MV that the request asked for.
    for (const frame of frames) if (this.#frames++ > 0) this.#onFrame(frame);
    this.#rest = Buffer.from(rest);
    this.#check();
  }
}
