import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Endpoint } from '@sdmp/terminal';

/** Accepts connections, and hands them out one after the other. */
export class DialerListener implements AsyncDisposable {
  readonly #server: Server;
  readonly #waiting: Socket[] = [];
  readonly #open = new Set<Socket>();
  #wake: () => void = () => undefined;
  /** Connections since the last call of `closeAll`. */
  accepted = 0;

  constructor() {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.accepted += 1;
      this.#open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#open.delete(socket));
      this.#waiting.push(socket);
      this.#wake();
    });
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#open.size;
  }

  /** Listens, and returns the port. */
  async listen({ host, port }: Endpoint): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Resolves with the next connection; undefined when the signal aborts. */
  async next(signal: AbortSignal): Promise<Socket | undefined> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = () => {
      if (this.#waiting.length > 0 || signal.aborted) resolve();
    };
    const stop = (): void => resolve();
    signal.addEventListener('abort', stop, { once: true });
    this.#wake();
    await promise;
    signal.removeEventListener('abort', stop);
    this.#wake = () => undefined;
    return this.#waiting.shift();
  }

  /** Closes what is open, and forgets what waits. */
  closeOpen(): void {
    this.#waiting.length = 0;
    for (const socket of this.#open) socket.destroy();
  }

  /** The same, and counts from 0 again. */
  closeAll(): void {
    this.accepted = 0;
    this.closeOpen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.closeAll();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }
}
