import type { X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { oldestTls } from '@sdmp/dial';
import { SdmpError } from '@sdmp/protocol';
import type { ChangingText } from '../changing-text.ts';

/** A text in PEM, or where it is kept. */
export type PemSource = string | ChangingText;

/** What one side of TLS is made of. */
export interface TlsSources {
  /** Certificates of the authorities that are trusted. */
  readonly ca?: PemSource | undefined;
  /** The certificate of this side, behind it the intermediate ones. */
  readonly certificate?: PemSource | undefined;
  /** Its private key, not encrypted. */
  readonly key?: PemSource | undefined;
}

/** The sources as they were at one moment, checked. */
export interface TlsMaterial {
  readonly options: SecureContextOptions;
  /** The certificate of this side. */
  readonly certificate: X509Certificate | undefined;
}

const certificateForm = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function unusable(place: string, what: string, cause?: unknown): SdmpError {
  return new SdmpError('TLS_SETTINGS', `${place} ${what}`, { cause });
}

/** Returns what a source is called in errors. */
export function placeOf(source: PemSource, what: string): string {
  return typeof source === 'string' ? `the ${what} given for TLS` : source.place;
}

/** Node's cryptography is loaded by the first that speaks TLS. */
const crypto = () => globalThis.process.getBuiltinModule('node:crypto');

/** Reads and checks the sources. Rejects with `TLS_SETTINGS`, which names the source and what to do. */
export async function readTlsSources({ ca, certificate, key }: TlsSources): Promise<TlsMaterial> {
  const authorities = await certificatesIn(ca, 'authorities');
  const chain = await certificatesIn(certificate, 'certificate');
  const privateKey = key === undefined ? undefined : await privateKeyIn(key);
  const own = chain === undefined ? undefined : new (crypto().X509Certificate)(chain[0] ?? '');
  if (own !== undefined && certificate !== undefined && key !== undefined && privateKey !== undefined) {
    if (!own.checkPrivateKey(crypto().createPrivateKey(privateKey))) {
      const places = `${placeOf(certificate, 'certificate')} and ${placeOf(key, 'key')}`;
      throw unusable(places, 'do not belong together: give the key that the certificate was made with');
    }
  }
  return {
    options: {
      minVersion: oldestTls,
      ...(authorities === undefined ? {} : { ca: [...authorities] }),
      ...(chain === undefined ? {} : { cert: chain.join('') }),
      ...(privateKey === undefined ? {} : { key: privateKey }),
    },
    certificate: own,
  };
}

async function certificatesIn(source: PemSource | undefined, what: string): Promise<readonly string[] | undefined> {
  if (source === undefined) return undefined;
  const place = placeOf(source, what);
  const found = (await textOf(source, place)).match(certificateForm) ?? [];
  if (found.length === 0) throw unusable(place, 'holds no certificate in PEM (BEGIN CERTIFICATE)');
  return found.map((pem, index) => {
    try {
      return new (crypto().X509Certificate)(pem).toString();
    } catch (cause) {
      throw unusable(place, `is damaged: its certificate ${index + 1} cannot be read`, cause);
    }
  });
}

async function privateKeyIn(source: PemSource): Promise<string> {
  const place = placeOf(source, 'key');
  const pem = await textOf(source, place);
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: .*ENCRYPTED/m.test(pem)) {
    throw unusable(place, 'is encrypted: store the key without a passphrase, readable by this program alone');
  }
  try {
    crypto().createPrivateKey(pem);
    return pem;
  } catch (cause) {
    throw unusable(place, 'holds no private key in PEM (BEGIN PRIVATE KEY)', cause);
  }
}

async function textOf(source: PemSource, place: string): Promise<string> {
  if (typeof source === 'string') return source;
  try {
    return await source.read();
  } catch (cause) {
    throw unreadable(place, cause);
  }
}

/** Returns the error for a source that cannot be read. */
export function unreadable(place: string, cause: unknown): SdmpError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return unusable(place, `cannot be read (${why})`, cause);
}
