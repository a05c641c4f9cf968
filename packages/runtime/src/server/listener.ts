import { createServer, type Server, type Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import type { ListenOptions } from './service-options.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly encoding: WireEncoding;
}

export interface Listener {
  readonly address: ListenAddress;
  /** Accepts no more sockets; those that are open stay. */
  readonly close: () => void;
}

const defaultHost = '127.0.0.1';

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
  readonly accept: (socket: Socket, encoding: WireEncoding) => void;
  /** An error after it was open; it may accept again. */
  readonly failed: (address: string, cause: unknown) => void;
}

/** Opens a listener and resolves when it accepts. Rejects with `ADDRESS_IN_USE` or `LISTEN_FAILED`. */
export function listen(options: ListenOptions, { accept, failed }: ListenerEvents): Promise<Listener> {
  const { host = defaultHost, port, encoding = 'windows-1252' } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Listener>();
  const server: Server = createServer((socket) => accept(socket, encoding));
  const onListenError = (cause: NodeJS.ErrnoException): void => reject(listenError(host, port, cause));
  server.once('error', onListenError);
  server.listen({ host, port }, () => {
    server.off('error', onListenError);
    const bound = server.address();
    const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
    server.on('error', (cause) => failed(`${host}:${boundPort}`, cause));
    resolve({ address: { host, port: boundPort, encoding }, close: () => server.close() });
  });
  return promise;
}
