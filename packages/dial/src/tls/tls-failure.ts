import type { X509Certificate } from 'node:crypto';
import { certificateRemedy, describeCertificateProblem } from './certificate-problem.ts';

/** A TLS connection that could not be made, or that the other side ended for a reason of TLS. */
export class TlsFailure extends Error {
  override readonly name = 'TlsFailure';
  /** Code of Node or OpenSSL, `CERT_HAS_EXPIRED` and the like. */
  readonly code: string;

  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const noTls = 'does not speak TLS: connect without TLS, or to its TLS port';
const tooOld = 'speaks no version of TLS from 1.2 on';
const wantsCertificate = 'asks for a certificate of this client: give one with its key';
const doesNotTrust = 'does not trust the certificate of this client';

/** What the other side does, by the code of the error. */
const meanings: Readonly<Record<string, string>> = {
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNEXPECTED_MESSAGE: noTls,
  ERR_SSL_HTTP_REQUEST: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: tooOld,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: tooOld,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: wantsCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'refuses the handshake: it may ask for a certificate of this client',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: doesNotTrust,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: doesNotTrust,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: doesNotTrust,
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: doesNotTrust,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'says that the certificate of this client has expired',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: 'says that the certificate of this client was revoked',
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'has no certificate for the name it was asked for: check the server name',
};

/** The first byte of what a TLS service answers to a plain client: an alert. */
const alertRecord = 0x15;

/** Whether the first bytes that a plain client receives are those of a TLS service, which no SDMP message begins with. */
export function isTlsAlert(first: Uint8Array): boolean {
  return first[0] === alertRecord;
}

/** What is known of the other side. */
export interface TlsPeer {
  readonly host: string;
  readonly port: number;
  readonly certificate?: X509Certificate | undefined;
}

/**
 * Returns what an error of a TLS socket means: what, where and what to do about it, in one line. An error that has nothing to do
 * with TLS comes back as it is.
 */
export function explainTls(cause: Error, { host, port, certificate }: TlsPeer): Error {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const failure = (words: string): TlsFailure => new TlsFailure(code, words, cause);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificate?.subjectAltName ?? 'no name';
    return failure(
      `the certificate of ${place} is refused: it is for ${names}; connect by such a name, or set the server name`,
    );
  }
  const remedy = certificateRemedy(code);
  if (remedy !== undefined) {
    const problem = describeCertificateProblem(code, certificate);
    return failure(`the certificate of ${place} is refused: ${problem}; ${remedy}`);
  }
  const meaning = meanings[code];
  if (meaning !== undefined) return failure(`${place} ${meaning}`);
  if (code.startsWith('ERR_SSL_')) return failure(`TLS with ${place} failed (${code})`);
  return cause;
}

/** Returns the failure of a handshake that the other side ended without a reason. */
export function endedInHandshake(cause: unknown, { host, port }: TlsPeer): TlsFailure {
  const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const words = `${place} ended the connection in the TLS handshake: it may not speak TLS, or refuse this client`;
  return new TlsFailure('ECONNRESET', words, cause);
}
