import { connect, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { inTurn } from './address-order.ts';
import { failureOf } from './dial-failure.ts';
import { type LookUp, systemLookUp } from './look-up.ts';
import { connectSecurely, type TlsDialOptions, untilSecure } from './tls/secure-connection.ts';

/** Time between the starts of two attempts, milliseconds, as RFC 8305 recommends. */
export const defaultAttemptDelayMs = 250;

/** Options of `dial`. */
export interface DialOptions {
  /** A name, or an IP address. */
  readonly host: string;
  /** Port of the service, 1 to 65535. */
  readonly port: number;
  /** When the next address is tried although those before it are still being tried, milliseconds. Default 250. */
  readonly attemptDelayMs?: number;
  /** Gives the addresses of a name. Default: the system. */
  readonly lookUp?: LookUp;
  /** Settings of the socket, `noDelay` and the like. */
  readonly socket?: Omit<TcpNetConnectOpts, 'host' | 'port' | 'lookup' | 'path'>;
  /** Makes the connection secure, by TLS 1.2 or newer; the promise waits for the certificate. Default: plain TCP. */
  readonly tls?: TlsDialOptions | undefined;
  /** Aborting ends every attempt. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects to a host by whichever of its addresses answers first. An attempt that was begun continues while others begin: an
 * address that answers slowly is reached within its place in the order times `attemptDelayMs`, and its own time to connect,
 * whatever the others do. With `tls` the first address that connects is the one that must prove who it is.
 * Rejects with the system's error, or a `DialFailure` where there were several addresses, with a `TlsFailure`, with the error of
 * the look-up, or with the reason of the signal. There is no limit of time but the signal.
 */
export async function dial(options: DialOptions): Promise<Socket> {
  const { host, lookUp = systemLookUp, signal } = options;
  signal?.throwIfAborted();
  const addresses = isIP(host) > 0 ? [host] : inTurn(await untilAborted(lookUp(host), signal));
  return new Race(options, addresses).run();
}

/** The attempts at the addresses of one host. */
class Race {
  readonly #options: DialOptions;
  readonly #addresses: readonly string[];
  readonly #running = new Set<Socket>();
  readonly #failures: NodeJS.ErrnoException[] = [];
  readonly #outcome = Promise.withResolvers<Socket>();
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DialOptions, addresses: readonly string[]) {
    this.#options = options;
    this.#addresses = addresses;
  }

  async run(): Promise<Socket> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const onAbort = (): void => this.#outcome.reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      this.#begin();
      return await this.#outcome.promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(this.#timer);
      for (const socket of this.#running) socket.destroy();
    }
  }

  /** Begins the next attempt, and sees to it that the one after it begins in time. */
  #begin(): void {
    clearTimeout(this.#timer);
    const { host, port, socket: settings, attemptDelayMs = defaultAttemptDelayMs } = this.#options;
    const address = this.#addresses[this.#next++];
    if (address === undefined) {
      if (this.#running.size === 0) this.#outcome.reject(failureOf(host, this.#failures));
      return;
    }
    const target = { ...settings, host: address, port };
    const { tls } = this.#options;
    const secured = tls === undefined ? undefined : connectSecurely(tls, host, target);
    const socket = secured ?? connect(target);
    this.#running.add(socket);
    const onError = (cause: NodeJS.ErrnoException): void => {
      this.#running.delete(socket);
      this.#failures.push(cause);
      this.#begin();
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      this.#won(socket, secured);
    });
    if (this.#next < this.#addresses.length) this.#timer = setTimeout(() => this.#begin(), attemptDelayMs);
  }

  /** Ends the race in favour of a socket, which counts as running until it is secure. */
  #won(socket: Socket, secured: TLSSocket | undefined): void {
    clearTimeout(this.#timer);
    this.#running.delete(socket);
    for (const other of this.#running) other.destroy();
    this.#running.clear();
    if (secured === undefined) {
      this.#outcome.resolve(socket);
      return;
    }
    this.#running.add(secured);
    const onSecure = (): void => {
      this.#running.delete(secured);
      this.#outcome.resolve(secured);
    };
    untilSecure(secured, this.#options).then(onSecure, this.#outcome.reject);
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  return promise;
}
