import { createServer, type Server, type Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import type { ListenOptions } from './service-options.ts';
import { TlsFront, type TlsFrontParts } from './tls/tls-front.ts';
import type { UserName } from './users/users-text.ts';

/** Where a service listens, with the port that it was given. */
export interface ListenAddress {
  /** Address that it listens on. */
  readonly host: string;
  /** Port that it listens on, also where a free one was asked for. */
  readonly port: number;
  /** Encoding of its frames. */
  readonly encoding: WireEncoding;
  /** True for a TLS listener. */
  readonly tls?: true;
}

export interface Listener {
  readonly address: ListenAddress;
  /** Accepts no more sockets; those that are open stay. */
  readonly close: () => void;
}

/** Connections that wait to be accepted; the kernel has a limit of its own. Beyond it newcomers try again after seconds. */
const acceptBacklog = 4096;
const defaultHost = '127.0.0.1';
const defaultEncoding: WireEncoding = 'windows-1252';

function listenError(host: string, port: number, cause: NodeJS.ErrnoException): SdmpError {
  const place = `${host}:${port}`;
  switch (cause.code) {
    case 'EADDRINUSE':
      return new SdmpError(
        'ADDRESS_IN_USE',
        `Cannot listen on ${place}: the port is taken; stop what uses it or choose another`,
        { cause },
      );
    case 'EACCES':
      return new SdmpError('LISTEN_FAILED', `Cannot listen on ${place}: not permitted; choose a port above 1023`, {
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SdmpError('LISTEN_FAILED', `Cannot listen on ${place}: this machine has no such address`, { cause });
    default:
      return new SdmpError('LISTEN_FAILED', `Cannot listen on ${place}: ${cause.message}`, { cause });
  }
}

/** Where what a listener meets goes. */
export interface ListenerEvents {
  readonly accept: (socket: Socket, encoding: WireEncoding, user?: UserName) => void;
  /** An error after it was open; it may accept again. */
  readonly failed: (address: string, cause: unknown) => void;
}

/** What a TLS listener needs besides. */
export type ListenerTlsParts = Pick<TlsFrontParts, 'limits' | 'events'> & {
  readonly lastWords: (encoding: WireEncoding, ...what: Parameters<TlsFrontParts['lastWords']>) => Uint8Array;
};

/** Opens a listener and resolves when it accepts. Rejects with `ADDRESS_IN_USE`, `LISTEN_FAILED` or `TLS_SETTINGS`. */
export async function listen(
  options: ListenOptions,
  events: ListenerEvents,
  parts: ListenerTlsParts,
): Promise<Listener> {
  const { tls, encoding = defaultEncoding } = options;
  if (tls === undefined) return openListener(options, (socket) => events.accept(socket, encoding), events);
  const front = await TlsFront.open(tls, {
    ...parts,
    lastWords: (...what) => parts.lastWords(encoding, ...what),
    accept: (socket, user) => events.accept(socket, encoding, user),
  });
  try {
    const { address, close } = await openListener(options, (socket) => front.take(socket), events);
    const closeAll = (): void => {
      close();
      front.close();
    };
    return { address: { ...address, tls: true }, close: closeAll };
  } catch (error) {
    front.close();
    throw error;
  }
}

function openListener(
  options: ListenOptions,
  accept: (socket: Socket) => void,
  { failed }: ListenerEvents,
): Promise<Listener> {
  const { host = defaultHost, port, encoding = defaultEncoding } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Listener>();
  const server: Server = createServer(accept);
  const onListenError = (cause: NodeJS.ErrnoException): void => reject(listenError(host, port, cause));
  server.once('error', onListenError);
  server.listen({ host, port, backlog: acceptBacklog }, () => {
    server.off('error', onListenError);
    const bound = server.address();
    const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
    server.on('error', (cause) => failed(`${host}:${boundPort}`, cause));
    resolve({ address: { host, port: boundPort, encoding }, close: () => server.close() });
  });
  return promise;
}
