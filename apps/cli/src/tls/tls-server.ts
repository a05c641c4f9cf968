import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { EventLog } from '@sdmp/events';
import {
  defaultTlsLimits,
  refusalFrame,
  TlsFront,
  tlsListenerEvents,
  type TlsListenOptions,
} from '@sdmp/runtime/server';
import type { Terminal } from '@sdmp/terminal';
import type { SecureSocket } from '@sdmp/testkit';
import { messageLogger } from '../serve/message-logger.ts';

/** TLS for a listener that is no service of ours. */
export interface TlsServer {
  readonly secure: SecureSocket;
  /** Ends what has not finished its handshake. */
  readonly close: () => void;
}

/**
 * Reads certificate and key, and makes the sockets of clients secure as `sdmp serve` does: with its limits, its words to a client that
 * cannot stay, and files that are read again when they change. Rejects with `TLS_SETTINGS`.
 */
export async function openTlsServer(
  tls: TlsListenOptions,
  encoding: WireEncoding,
  terminal: Terminal,
): Promise<TlsServer> {
  const waiting = new Map<Socket, (secured: Socket) => void>();
  const front = await TlsFront.open(tls, {
    limits: defaultTlsLimits,
    events: new EventLog(tlsListenerEvents, { logger: messageLogger(terminal, false) }),
    lastWords: (error, words) => refusalFrame(encoding, error, words),
    accept: (secured, _, taken) => {
      const give = taken === undefined ? undefined : waiting.get(taken);
      if (give === undefined) secured.destroy();
      else give(secured);
    },
  });
  const secure: SecureSocket = async (socket) => {
    const { promise, resolve, reject } = Promise.withResolvers<Socket>();
    const onClose = (): void => reject(new Error('It was closed in its TLS handshake'));
    waiting.set(socket, resolve);
    socket.once('close', onClose);
    front.take(socket);
    try {
      return await promise;
    } finally {
      socket.off('close', onClose);
      waiting.delete(socket);
    }
  };
  return { secure, close: () => front.close() };
}
