import type { ServerEventLog } from '../server-events.ts';
import type { OutcomeSession } from '../transaction.ts';
import type { Identity } from './authenticator.ts';
import { formatPasswordHash } from './password-hash.ts';
import { userKey } from './user-entry.ts';
import type { StoredUser, UserProvider } from './user-provider.ts';

export interface UserWatchParts {
  readonly users: UserProvider;
  readonly events: ServerEventLog;
  /** The sockets that are open. */
  readonly sessions: ReadonlySet<OutcomeSession>;
  /** Ends a socket whose user is no longer who they were, and says so in these words. */
  readonly dismiss: (session: OutcomeSession, words: string) => void;
}

/** Ends the sockets of users who were removed, or whose password or privileges have changed since they authenticated. */
export class UserWatch {
  readonly #parts: UserWatchParts;
  #isLooking = false;

  constructor(parts: UserWatchParts) {
    this.#parts = parts;
  }

  /** Looks up the users of all open sockets, each once. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#look();
    } catch (cause) {
      this.#parts.events.report('usersNotChecked', { cause });
    } finally {
      this.#isLooking = false;
    }
  }

  async #look(): Promise<void> {
    const found = new Map<string, StoredUser | undefined>();
    for (const session of this.#parts.sessions) {
      const { identity } = session;
      if (identity === undefined) continue;
      const key = userKey(identity.tenant, identity.name);
      if (!found.has(key)) found.set(key, await this.#parts.users.find(identity.tenant, identity.name));
      const change = changeOf(identity, found.get(key));
      // Another user may have authenticated on it meanwhile.
      if (change !== undefined && session.identity === identity) this.#end(session, change);
    }
  }

  #end(session: OutcomeSession, change: string): void {
    this.#parts.events.report('usersChanged', { address: session.remoteAddress, change });
    this.#parts.dismiss(session, `The connection is closed: ${change}`);
  }
}

function changeOf(identity: Identity, user: StoredUser | undefined): string | undefined {
  if (user === undefined) return 'its user was removed';
  if (formatPasswordHash(user.password) !== formatPasswordHash(identity.password)) {
    return 'the password of its user was changed';
  }
  if (user.permissionFlags !== identity.permissionFlags) return 'the privileges of its user were changed';
  return undefined;
}
