import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { bytesIn, type DoorEncoding } from './hostile-text.ts';
import { cellOf, splitFrames } from './raw-frames.ts';

/** A dialer that knows nothing of the packages: it agrees to everything, and sends what it is told to. */
export class RawDialer {
  readonly encoding: DoorEncoding;
  readonly #server = createServer((socket) => this.#serve(socket));
  readonly #subscribed = Promise.withResolvers<{ readonly socket: Socket; readonly transaction: string }>();
  readonly #sockets = new Set<Socket>();

  constructor(encoding: DoorEncoding) {
    this.encoding = encoding;
  }

  /** Resolves with its port. */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Sends outcomes, given as the bytes of frames without their ends, to its subscribers. */
  async send(frames: readonly Buffer[]): Promise<void> {
    const { socket, transaction } = await this.#subscribed.promise;
    const head = bytesIn(`OZ\\TX${transaction}`, this.encoding);
    const code = bytesIn('OZ', this.encoding).length;
    const end = Buffer.alloc(cellOf(this.encoding));
    const framesAWrite = 500;
    for (let at = 0; at < frames.length; at += framesAWrite) {
      const some = frames.slice(at, at + framesAWrite).flatMap((frame) => [head, frame.subarray(code), end]);
      if (!socket.write(Buffer.concat(some))) await once(socket, 'drain');
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      const { frames, rest } = splitFrames(Buffer.concat([held, piece]), cellOf(this.encoding));
      held = Buffer.from(rest);
      for (const frame of frames) {
        this.#answer(socket, frame.toString(this.encoding === 'utf-16le' ? 'utf16le' : 'latin1'));
      }
    });
  }

  #answer(socket: Socket, frame: string): void {
    const token = /\\TK([^\\]*)/.exec(frame)?.[1];
    if (token !== undefined) socket.write(bytesIn(`MV\\TK${token}\0`, this.encoding));
    // A probe: without an answer it would be taken for dead.
    if (frame.startsWith('VS')) socket.write(bytesIn('DA\0', this.encoding));
    const transaction = /^EO.*\\TX([^\\]*)/.exec(frame)?.[1];
    if (transaction !== undefined) this.#subscribed.resolve({ socket, transaction });
  }
}
