import type { Applicant } from './login-queue.ts';

/** Remembers which users have authenticated from which addresses. */
export class AuthenticatedBefore {
  readonly #maxKeys: number;
  /** Users with an address each; the longest ago first. */
  readonly #known = new Set<string>();
  /** Addresses that anyone has authenticated from; the longest ago first. */
  readonly #proven = new Set<string>();

  /** `maxKeys`: users, and addresses, that are remembered; above it the one that authenticated longest ago is forgotten. */
  constructor(maxKeys: number) {
    this.#maxKeys = maxKeys;
  }

  succeeded({ address, user }: Applicant): void {
    this.#keep(this.#known, knownKey(address, user));
    this.#keep(this.#proven, address);
  }

  /**
   * A failure there makes a user one of many again: who guesses at users from an address that they share would otherwise come before
   * all who log in there for the first time.
   */
  failed({ address, user }: Applicant): void {
    this.#known.delete(knownKey(address, user));
  }

  /** Whether the user has authenticated from the address, and nobody has failed to as that user since. */
  isKnown({ address, user }: Applicant): boolean {
    return this.#known.has(knownKey(address, user));
  }

  /** Whether any user has authenticated from the address. */
  isProven(address: string): boolean {
    return this.#proven.has(address);
  }

  #keep(keys: Set<string>, key: string): void {
    keys.delete(key);
    keys.add(key);
    const [oldest] = keys;
    if (keys.size > this.#maxKeys && oldest !== undefined) keys.delete(oldest);
  }
}

function knownKey(address: string, user: string): string {
  return `${address} ${user}`;
}
