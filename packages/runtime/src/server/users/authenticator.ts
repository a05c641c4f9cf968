import { setTimeout as delay } from 'node:timers/promises';
import type { ServerEventLog } from '../server-events.ts';
import { addressKey } from './address-key.ts';
import type { AuthenticationLimits } from './authentication-limits.ts';
import { LoginThrottle } from './login-throttle.ts';
import { decoyHash, defaultScryptParameters, isPassword, type PasswordHash } from './password-hash.ts';
import { PasswordChecks } from './password-checks.ts';
import { userKey } from './user-entry.ts';
import type { StoredUser, UserProvider } from './user-provider.ts';

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
  readonly #checks: PasswordChecks;
  readonly #byUser: LoginThrottle;
  readonly #byAddress: LoginThrottle;
  readonly #closed = new AbortController();
  readonly #usualDecoy = decoyHash(defaultScryptParameters);

  constructor(parts: AuthenticatorParts) {
    const { limits } = parts;
    this.#parts = parts;
    this.#checks = new PasswordChecks(limits.maxPasswordChecks, limits.maxPasswordChecksWaiting);
    const common = {
      delayMs: limits.failureDelayMs,
      delayCapMs: limits.failureDelayCapMs,
      maxKeys: limits.maxFailuresRemembered,
      now: () => performance.now(),
    };
    this.#byUser = new LoginThrottle({ ...common, free: limits.userFailuresFree });
    this.#byAddress = new LoginThrottle({ ...common, free: limits.addressFailuresFree });
  }

  /** Never rejects. */
  async check(attempt: Attempt): Promise<Verdict> {
    const { events } = this.#parts;
    const { address, tenant, name } = attempt;
    try {
      const verdict = await this.#check(attempt);
      if (verdict === 'unavailable') {
        events.report('authenticationsPutOff', { address, reason: 'too many are under way' });
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
  }

  async #check({ tenant, name, password, address, isWanted }: Attempt): Promise<Verdict> {
    const userName = userKey(tenant, name);
    const turnMs = this.#byAddress.turnOf(addressKey(address));
    if (turnMs === undefined) return 'unavailable';
    const waitMs = Math.max(turnMs, this.#byUser.delayOf(userName));
    if (waitMs > 0) {
      this.#parts.events.report('authenticationsSlowedDown', { address, wait: Math.round(waitMs) });
      await delay(waitMs, undefined, { signal: this.#closed.signal });
    }
    const found = await this.#checks.run(async () => (isWanted() ? this.#look(tenant, name, password) : undefined));
    if (found === undefined) return 'unavailable';
    const { user, isRight } = found;
    if (user === undefined || !isRight) {
      this.#failed(addressKey(address), userName);
      this.#tell(address, user === undefined ? undefined : { tenant, name });
      return user === undefined ? 'noSuchUser' : 'badPassword';
    }
    this.#byUser.forget(userName);
    return { tenant, name, permissionFlags: user.permissionFlags, password: user.password };
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
