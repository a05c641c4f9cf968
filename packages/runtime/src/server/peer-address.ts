import { Socket } from 'node:net';

/** What stands in a log line for the address of a peer that had gone before anyone asked for it. */
const unknownPeer = 'a peer that has gone';

/** Returns the address and port of a socket's peer, for log lines. */
export function peerAddress({ remoteAddress, remotePort }: Socket): string {
  return remoteAddress === undefined ? unknownPeer : `${remoteAddress}:${remotePort ?? 0}`;
}

/** Returns the socket under a TLS socket that Node's TLS server made: it has an address when that has none any more. */
export function socketUnder(socket: Socket): Socket | undefined {
  const under: unknown = Reflect.get(socket, '_parent');
  return under instanceof Socket ? under : undefined;
}
