import { defaultTlsFilesIntervalMs } from './server-tls.ts';
import { SdmpError } from '@sdmp/protocol';
import type { PemSource } from '../../tls/tls-sources.ts';

/** How a listener speaks TLS, by 1.2 or newer (TR-3). */
export interface TlsListenOptions {
  /** The certificate of the service, behind it the intermediate ones. */
  readonly certificate: PemSource;
  /** Its private key, not encrypted. */
  readonly key: PemSource;
  /** Authorities of client certificates. Default: none is asked for. */
  readonly clientCa?: PemSource;
  /** Whether a client without a certificate is let in, where `clientCa` is given. Default false. */
  readonly clientCertificateOptional?: boolean;
  /**
   * Whether a client certificate names the user of its socket (TLS-3), see `userOfCertificate`. Default false. Needs `clientCa`,
   * and users of the service.
   */
  readonly userFromCertificate?: boolean;
}

/** Limits of TLS, part of the service's. */
export interface TlsLimits {
  /** How long a TLS handshake may take, milliseconds. Default 10,000. Above it: the socket is closed. */
  readonly tlsHandshakeTimeMs: number;
  /** Handshakes of a listener at a time. Default 200. Above it: the oldest gives way, so that idle ones keep nobody out. */
  readonly maxTlsHandshakes: number;
  /** The same of one address, or one IPv6 network of 64 bits. Default 50. Above it: the oldest of that address gives way. */
  readonly maxTlsHandshakesPerAddress: number;
  /** Handshakes of one address, or one such network, that begin in a second. Default 100. Above it: the others wait for theirs. */
  readonly tlsHandshakesPerSecond: number;
  /** How often the files of TLS are looked at, milliseconds. Default 5,000. */
  readonly tlsFilesIntervalMs: number;
}

/** Default of every limit of TLS listeners. */
export const defaultTlsLimits: TlsLimits = {
  tlsHandshakeTimeMs: 10_000,
  maxTlsHandshakes: 200,
  maxTlsHandshakesPerAddress: 50,
  tlsHandshakesPerSecond: 100,
  tlsFilesIntervalMs: defaultTlsFilesIntervalMs,
};

/** Throws `INVALID_ARGUMENT` for a listener whose certificates are to name users where there are none. */
export function checkTlsUsers({
  listen,
  users,
}: {
  readonly listen: readonly { readonly tls?: TlsListenOptions }[];
  readonly users?: unknown;
}): void {
  for (const { tls } of listen) {
    if (tls?.userFromCertificate !== true) continue;
    if (tls.clientCa === undefined) {
      throw new SdmpError('INVALID_ARGUMENT', 'tls.userFromCertificate needs tls.clientCa: the authorities to believe');
    }
    if (users === undefined) {
      throw new SdmpError('INVALID_ARGUMENT', 'tls.userFromCertificate needs users: whom a certificate may name');
    }
  }
}
