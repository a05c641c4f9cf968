import { setTimeout as delay } from 'node:timers/promises';
import type { ServerEventLog } from '../server-events.ts';
import { addressKey } from './address-key.ts';
import { AuthenticatedBefore } from './authenticated-before.ts';
import type { AuthenticationLimits } from './authentication-limits.ts';
import { LoginQueue } from './login-queue.ts';
import { LoginThrottle } from './login-throttle.ts';
import { decoyHash, defaultScryptParameters, isPassword, type PasswordHash } from './password-hash.ts';
import { userKey } from './user-entry.ts';
import type { StoredUser, UserProvider } from './user-provider.ts';
import { VerifiedPasswords } from './verified-passwords.ts';

/** Who a socket is. */
export interface Identity {
  readonly tenant: string;
  readonly name: string;
  /** PG. */
  readonly permissionFlags: number;
  /** What the password was checked against. */
  readonly password: PasswordHash;
}

export interface Attempt {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
  /** IP address, without port. */
  readonly address: string;
  /** Whether anybody still waits for the answer. */
  readonly isWanted: () => boolean;
}

/** What came of an attempt; `unavailable` says nothing of the password. */
export type Verdict = Identity | 'noSuchUser' | 'badPassword' | 'unavailable';

export interface AuthenticatorParts {
  readonly users: UserProvider;
  readonly limits: AuthenticationLimits;
  readonly events: ServerEventLog;
}

/** Checks passwords: slowly where there were failures, some at a time, and for unknown users too. */
export class Authenticator {
  readonly #parts: AuthenticatorParts;
  readonly #queue: LoginQueue;
  readonly #verified: VerifiedPasswords;
  readonly #before: AuthenticatedBefore;
  readonly #byUser: LoginThrottle;
  readonly #byAddress: LoginThrottle;
  readonly #closed = new AbortController();
  readonly #usualDecoy = decoyHash(defaultScryptParameters);

  constructor(parts: AuthenticatorParts) {
    const { limits } = parts;
    this.#parts = parts;
    const now = (): number => performance.now();
    const { failureDelayMs: delayMs, maxFailuresRemembered: maxKeys } = limits;
    const addressCapMs = Math.max(delayMs, limits.addressDelayCapMs);
    this.#byUser = new LoginThrottle({
      delayMs,
      delayCapMs: limits.failureDelayCapMs,
      free: limits.userFailuresFree,
      maxKeys,
      now,
    });
    this.#byAddress = new LoginThrottle({
      delayMs,
      delayCapMs: addressCapMs,
      free: limits.addressFailuresFree,
      maxKeys,
      now,
    });
    this.#verified = new VerifiedPasswords({
      maxKeys: limits.maxPasswordsRemembered,
      ageMs: limits.passwordRememberedMs,
      now,
    });
    this.#before = new AuthenticatedBefore(maxKeys);
    this.#queue = new LoginQueue({
      atOnce: limits.maxPasswordChecks,
      maxWaiting: limits.maxPasswordChecksWaiting,
      maxWaitingPerAddress: limits.maxPasswordChecksWaitingPerAddress,
      maxKeys,
      isKnown: (applicant) => this.#before.isKnown(applicant),
      isProven: (address) => this.#before.isProven(address),
      failuresOfAddress: (address) => this.#byAddress.levelOf(address),
      failuresOfUser: (user) => this.#byUser.levelOf(user),
      paceOf: (address) => this.#byAddress.delayOf(address),
      now,
    });
  }

  /** Never rejects. */
  async check(attempt: Attempt): Promise<Verdict> {
    const { events } = this.#parts;
    const { address, tenant, name } = attempt;
    try {
      const verdict = await this.#check(attempt);
      if (verdict === 'unavailable') {
        events.report('authenticationsPutOff', { address, reason: 'too many are under way' });
        // An answer at once would let a guesser try thousands of times a second.
        await delay(this.#parts.limits.putOffDelayMs, undefined, { signal: this.#closed.signal });
      }
      return verdict;
    } catch (cause) {
      if (this.#closed.signal.aborted) return 'unavailable';
      const reason = `user ${quoted(name)} of tenant ${quoted(tenant)} cannot be looked up`;
      events.report('authenticationsPutOff', { address, reason, cause });
      return 'unavailable';
    }
  }

  /** Attempts that wait are given up. */
  close(): void {
    this.#closed.abort();
    this.#queue.close();
  }

  async #check({ tenant, name, password, address, isWanted }: Attempt): Promise<Verdict> {
    const userName = userKey(tenant, name);
    const addressName = addressKey(address);
    const verified = await this.#verifiedUser(tenant, name, password);
    if (verified !== undefined) return this.#succeeded({ tenant, name }, addressName, verified);
    const madeAt = performance.now();
    const userMs = this.#byUser.delayOf(userName);
    const waitMs = Math.max(userMs, this.#byAddress.delayOf(addressName));
    if (waitMs > 0) this.#parts.events.report('authenticationsSlowedDown', { address, wait: Math.round(waitMs) });
    if (userMs > 0) await delay(userMs, undefined, { signal: this.#closed.signal });
    const found = await this.#queue.run({ address: addressName, user: userName, madeAt }, async () => {
      if (!isWanted()) return undefined;
      const looked = await this.#look(tenant, name, password);
      // Before the next one gets its turn, which goes by the failures.
      if (looked.user === undefined || !looked.isRight) this.#failed(addressName, userName);
      return looked;
    });
    if (found === undefined) return 'unavailable';
    const { user, isRight } = found;
    if (user === undefined || !isRight) {
      this.#tell(address, user === undefined ? undefined : { tenant, name });
      return user === undefined ? 'noSuchUser' : 'badPassword';
    }
    this.#verified.remember(userName, password, user.password);
    return this.#succeeded({ tenant, name }, addressName, user);
  }

  /** The user, when the password was right not long ago and the user has not changed since. */
  async #verifiedUser(tenant: string, name: string, password: string): Promise<StoredUser | undefined> {
    const userName = userKey(tenant, name);
    if (!this.#verified.has(userName, password)) return undefined;
    const user = await this.#parts.users.find(tenant, name);
    return user !== undefined && this.#verified.isAgainst(userName, user.password) ? user : undefined;
  }

  #succeeded(who: { readonly tenant: string; readonly name: string }, address: string, user: StoredUser): Identity {
    const userName = userKey(who.tenant, who.name);
    this.#byUser.forget(userName);
    this.#before.succeeded({ address, user: userName });
    return { ...who, permissionFlags: user.permissionFlags, password: user.password };
  }

  async #look(
    tenant: string,
    name: string,
    password: string,
  ): Promise<{ readonly user: StoredUser | undefined; readonly isRight: boolean }> {
    const { users } = this.#parts;
    const user = await users.find(tenant, name);
    const isRight = await isPassword(password, user?.password ?? users.decoy?.() ?? this.#usualDecoy);
    return { user, isRight };
  }

  #failed(address: string, userName: string): void {
    this.#byAddress.failed(address);
    this.#byUser.failed(userName);
    this.#before.failed({ address, user: userName });
  }

  /** People type passwords where names belong: only names that are known are logged. */
  #tell(address: string, known: { readonly tenant: string; readonly name: string } | undefined): void {
    const who =
      known === undefined ? 'an unknown user' : `user ${quoted(known.name)} of tenant ${quoted(known.tenant)}`;
    this.#parts.events.report('authenticationsFailed', { who, address });
  }
}

/** Names come from outside, and may hold control characters. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
