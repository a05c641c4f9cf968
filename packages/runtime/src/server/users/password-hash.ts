import { Buffer } from 'node:buffer';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { SdmpError } from '@sdmp/protocol';

/** How much work a guess is: memory is 128 · 2^logN · r bytes, time grows with all three. */
export interface ScryptParameters {
  /** Logarithm of N to base 2, 10 to 20. */
  readonly logN: number;
  /** Block size, 1 to 32. */
  readonly r: number;
  /** Repetitions, 1 to 16. */
  readonly p: number;
}

/** A password as it is kept. */
export interface PasswordHash extends ScryptParameters {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** 32 MiB and some tenths of a second: what OWASP holds to be as good as its first choice, with a quarter of the memory. */
export const defaultScryptParameters: ScryptParameters = { logN: 15, r: 8, p: 3 };

const hashBytes = 32;
const saltBytes = 16;
const smallestSaltBytes = 8;
/** Above this a file could make the service run out of memory. */
const mostMemoryBytes = 256 * 1024 * 1024;

function memoryOf({ logN, r }: ScryptParameters): number {
  return 128 * 2 ** logN * r;
}

function areUsable(parameters: ScryptParameters): boolean {
  const { logN, r, p } = parameters;
  const isIn = (value: number, least: number, most: number): boolean => value >= least && value <= most;
  return isIn(logN, 10, 20) && isIn(r, 1, 32) && isIn(p, 1, 16) && memoryOf(parameters) <= mostMemoryBytes;
}

function derive(password: string, salt: Uint8Array, length: number, parameters: ScryptParameters): Promise<Buffer> {
  const { logN, r, p } = parameters;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // Node wants a little more than the memory that the algorithm needs.
  const options = { N: 2 ** logN, r, p, maxmem: 2 * memoryOf(parameters) };
  // The same characters can be written in several ways.
  scrypt(password.normalize('NFC'), salt, length, options, (error, key) => {
    if (error === null) resolve(key);
    else reject(error);
  });
  return promise;
}

/** Hashes a password off the main thread. Throws `INVALID_ARGUMENT` for parameters out of their range. */
export async function hashPassword(
  password: string,
  parameters: ScryptParameters = defaultScryptParameters,
): Promise<PasswordHash> {
  if (!areUsable(parameters)) {
    throw new SdmpError('INVALID_ARGUMENT', 'scrypt takes a logN of 10 to 20, r up to 32, p up to 16, at most 256 MiB');
  }
  const { logN, r, p } = parameters;
  const salt = randomBytes(saltBytes);
  return { logN, r, p, salt, hash: await derive(password, salt, hashBytes, parameters) };
}

/** Whether this is the password; off the main thread, in a time that says nothing of how wrong it is. */
export async function isPassword(password: string, kept: PasswordHash): Promise<boolean> {
  const derived = await derive(password, kept.salt, kept.hash.length, kept);
  return timingSafeEqual(derived, kept.hash);
}

/** A hash that no password has, to spend the time of one on. */
export function decoyHash({ logN, r, p }: ScryptParameters): PasswordHash {
  return { logN, r, p, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) };
}

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** The hash as text, in the PHC form: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export function formatPasswordHash({ logN, r, p, salt, hash }: PasswordHash): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;
}

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]{1,128})\$([\w+/-]{1,128})$/;

/** Reads that form; undefined for anything else, and for parameters or lengths out of their range. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const [, logN, r, p, salt = '', hash = ''] = form.exec(text) ?? [];
  const parameters = { logN: Number(logN), r: Number(r), p: Number(p) };
  const read = { ...parameters, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
  if (read.salt.length < smallestSaltBytes || read.hash.length < hashBytes) return undefined;
  return areUsable(parameters) ? read : undefined;
}
