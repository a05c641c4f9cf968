import type { ChangingText } from '../../changing-text.ts';
import type { Logger } from '../../logger.ts';
import { decoyHash, defaultScryptParameters, type PasswordHash } from './password-hash.ts';
import { storedUser, userKey } from './user-entry.ts';
import type { StoredUser, TellStale, UserProvider } from './user-provider.ts';
import { parseUsers } from './users-text.ts';

/** Where a list of users is kept, a file mostly. Its version is asked for at each authentication. */
export type UsersSource = ChangingText;

/** The users of a list, which is read again when it has changed. */
class ListedUsers implements UserProvider {
  readonly #source: UsersSource;
  readonly #logger: Logger;
  #users: ReadonlyMap<string, StoredUser> = new Map();
  #decoy = decoyHash(defaultScryptParameters);
  #version = '';
  #reading: Promise<void> | undefined;
  readonly #stale = new Set<TellStale>();

  constructor(source: UsersSource, logger: Logger) {
    this.#source = source;
    this.#logger = logger;
  }

  async find(tenant: string, name: string): Promise<StoredUser | undefined> {
    this.#reading ??= this.#refresh().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.#users.get(userKey(tenant, name));
  }

  decoy(): PasswordHash {
    return this.#decoy;
  }

  whenStale(tell: TellStale): void {
    this.#stale.add(tell);
  }

  async load(): Promise<void> {
    // Read afterwards: a change in between is found the next time.
    const version = await this.#source.version();
    if (version === this.#version) return;
    const isAnew = this.#version !== '';
    this.#version = version;
    const entries = parseUsers(await this.#source.read(), this.#source.place);
    this.#users = new Map(entries.map((entry) => [userKey(entry.tenant, entry.name), storedUser(entry)]));
    // Lists are written by one command, so that entries mostly agree.
    this.#decoy = decoyHash(entries[0]?.password ?? defaultScryptParameters);
    if (isAnew) this.#logger.info?.(`The users were read again from ${this.#source.place}: ${entries.length}`);
  }

  async #refresh(): Promise<void> {
    try {
      await this.load();
    } catch (cause) {
      for (const tell of this.#stale) tell(this.#source.place, cause);
    }
  }
}

/**
 * Opens a list of users as the provider of a service; `parseUsers` says what it looks like. A change counts from the next
 * authentication on, the service closes sockets of users who were removed or got another password, and a list that has become wrong changes nothing. Rejects
 * with `USERS_INVALID`.
 */
export async function openUsers(source: UsersSource, logger: Logger = {}): Promise<UserProvider> {
  const users = new ListedUsers(source, logger);
  await users.load();
  return users;
}
