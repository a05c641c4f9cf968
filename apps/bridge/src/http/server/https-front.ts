import type { Server } from 'node:http';
import { createServer, type Server as NetServer } from 'node:net';
import type { EventLog } from '@sdmp/events';
import { defaultTlsLimits, TlsFront, type tlsListenerEvents, type TlsListenOptions } from '@sdmp/runtime';

export type HttpsEventLog = EventLog<typeof tlsListenerEvents>;

/** A request in the clear is answered in the clear: no other answer would be read. */
const plainAnswer = [
  'HTTP/1.1 400 Bad Request',
  'connection: close',
  'content-type: text/plain',
  '',
  'This port speaks TLS: use https.\n',
].join('\r\n');

export interface HttpsFront {
  /** What listens, in place of the HTTP server. */
  readonly listener: NetServer;
  /** Ends what has not finished its handshake. */
  readonly close: () => void;
}

/** Puts TLS in front of an HTTP server, which gets each connection after its handshake. Rejects with `TLS_SETTINGS`. */
export async function httpsFront(server: Server, tls: TlsListenOptions, events: HttpsEventLog): Promise<HttpsFront> {
  const front = await TlsFront.open(tls, {
    limits: defaultTlsLimits,
    events,
    lastWords: () => Buffer.from(plainAnswer),
    accept: (socket) => void server.emit('connection', socket),
  });
  const listener = createServer((socket) => front.take(socket));
  return {
    listener,
    close: () => {
      listener.close();
      front.close();
    },
  };
}
