import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { formatPasswordHash, type PasswordHash } from './password-hash.ts';

export interface VerifiedPasswordsOptions {
  /** Users whose password is remembered; 0: none. Above it the one that was verified longest ago is forgotten. */
  readonly maxKeys: number;
  /** How long, milliseconds. */
  readonly ageMs: number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

interface Verified {
  readonly digest: Buffer;
  /** The hash that it was checked against. */
  readonly against: string;
  readonly at: number;
}

const keyBytes = 32;

/**
 * Remembers which passwords were right, so that clients that come back after an outage do not wait for each other's scrypt. Only an HMAC with a
 * key that never leaves this process is kept, and it counts only while the stored hash of the user is the one it was checked against.
 */
export class VerifiedPasswords {
  readonly #options: VerifiedPasswordsOptions;
  readonly #key = randomBytes(keyBytes);
  /** Oldest first. */
  readonly #verified = new Map<string, Verified>();

  constructor(options: VerifiedPasswordsOptions) {
    this.#options = options;
  }

  remember(user: string, password: string, against: PasswordHash): void {
    const { maxKeys, now } = this.#options;
    this.#verified.delete(user);
    this.#verified.set(user, { digest: this.#digest(user, password), against: formatPasswordHash(against), at: now() });
    const [oldest] = this.#verified.keys();
    if (this.#verified.size > maxKeys && oldest !== undefined) this.#verified.delete(oldest);
  }

  /** Whether this password was right not long ago; whether it still is says `isAgainst`. */
  has(user: string, password: string): boolean {
    const { ageMs, now } = this.#options;
    const verified = this.#verified.get(user);
    if (verified === undefined || now() - verified.at > ageMs) return false;
    return timingSafeEqual(verified.digest, this.#digest(user, password));
  }

  /** Whether the stored hash of the user is still the one that the password was checked against. */
  isAgainst(user: string, stored: PasswordHash): boolean {
    return this.#verified.get(user)?.against === formatPasswordHash(stored);
  }

  #digest(user: string, password: string): Buffer {
    // The same characters can be written in several ways.
    const text = JSON.stringify([user, password.normalize('NFC')]);
    return createHmac('sha256', this.#key).update(text).digest();
  }
}
