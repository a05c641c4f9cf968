import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { endedInHandshake, explainTls, type TlsPeer } from './tls-failure.ts';

/** The oldest version that is spoken. */
export const oldestTls = 'TLSv1.2';

/** How a connection is made secure. */
export interface TlsDialOptions {
  /** Authorities, own certificate and key. Default: the authorities of Node, and no certificate. */
  readonly secureContext?: SecureContext | undefined;
  /** The name that the certificate of the other side must be for. Default: the host. */
  readonly serverName?: string | undefined;
  /** Takes any certificate: anyone in between can read and change everything. Default false. */
  readonly insecure?: boolean | undefined;
}

/** Node's TLS is loaded with the first connection that wants it: it takes longer than all else that a plain one needs. */
const tls = () => globalThis.process.getBuiltinModule('node:tls');

/** Begins a TLS connection to one address of a host. `connect` tells that TCP stands, `secureConnect` that TLS does. */
export function connectSecurely(
  { secureContext, serverName, insecure = false }: TlsDialOptions,
  host: string,
  target: TcpNetConnectOpts | { readonly socket: Socket },
): TLSSocket {
  const expected = serverName ?? host;
  return tls().connect({
    ...target,
    // Said here, so that no setting of the environment can weaken it.
    minVersion: oldestTls,
    rejectUnauthorized: !insecure,
    ...(secureContext === undefined ? {} : { secureContext }),
    ...(isIP(expected) > 0 ? {} : { servername: expected }),
    checkServerIdentity: (_, certificate) => tls().checkServerIdentity(expected, certificate),
  });
}

/**
 * Makes an open TCP connection secure, as its client. Resolves when the other side has shown a certificate that is right; closing either
 * socket ends both. Rejects as `dial` does with `tls`, and destroys the connection.
 */
export async function secureConnection(socket: Socket, settings: TlsDialOptions, peer: TlsPeer): Promise<TLSSocket> {
  const secured = connectSecurely(settings, peer.host, { socket });
  try {
    await untilSecure(secured, peer);
    return secured;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Resolves when the other side has shown a certificate that is right. Rejects with what hinders it, in words. */
export function untilSecure(socket: TLSSocket, { host, port }: TlsPeer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let certificate: X509Certificate | undefined;
  // Before Node judges it, and destroys the socket with what is known of it.
  socket.prependOnceListener('secure', () => {
    // Not getPeerX509Certificate, after which Node itself finds no names in it.
    const { raw } = socket.getPeerCertificate();
    if (raw !== undefined) certificate = new (globalThis.process.getBuiltinModule('node:crypto').X509Certificate)(raw);
  });
  const onError = (cause: Error): void => {
    const peer = { host, port, certificate };
    const isCut = 'code' in cause && cause.code === 'ECONNRESET';
    reject(isCut ? endedInHandshake(cause, peer) : explainTls(cause, peer));
  };
  const onClose = (): void => reject(endedInHandshake(undefined, { host, port }));
  socket.once('error', onError);
  socket.once('close', onClose);
  socket.once('secureConnect', () => {
    socket.off('error', onError);
    socket.off('close', onClose);
    resolve();
  });
  return promise;
}
