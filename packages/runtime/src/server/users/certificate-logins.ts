import type { Replies } from '../replies.ts';
import type { ServerEventLog } from '../server-events.ts';
import type { OutcomeSession } from '../transaction.ts';
import type { UserProvider } from './user-provider.ts';
import type { UserName } from './users-text.ts';

export interface CertificateLoginParts {
  readonly users: UserProvider;
  readonly events: ServerEventLog;
  readonly replies: Replies;
}

/** Authenticates sockets by the user that their client certificate names (TLS-3). */
export class CertificateLogins {
  readonly #parts: CertificateLoginParts;
  readonly #named = new WeakMap<OutcomeSession, UserName>();
  readonly #pending = new WeakMap<OutcomeSession, Promise<void>>();

  constructor(parts: CertificateLoginParts) {
    this.#parts = parts;
  }

  /** Begins to look the user up; requests of the session wait for it. */
  identify(session: OutcomeSession, user: UserName): void {
    this.#named.set(session, user);
    const looking = this.#look(session, user).finally(() => this.#pending.delete(session));
    this.#pending.set(session, looking);
  }

  /** Handles a request once the user is known; undefined when nothing has to be waited for. */
  after(session: OutcomeSession, handle: () => Promise<void> | undefined): Promise<void> | undefined {
    return this.#pending.get(session)?.then(() => (session.isOpen ? handle() : undefined));
  }

  /** Whether UA may name this user on the session, which it may unless its certificate names one. */
  allows(session: OutcomeSession, { tenant, name }: UserName): boolean {
    const named = this.#named.get(session);
    return named === undefined || (named.tenant === tenant && named.name === name);
  }

  async #look(session: OutcomeSession, { tenant, name }: UserName): Promise<void> {
    const { users, events, replies } = this.#parts;
    const address = session.remoteAddress;
    try {
      const user = await users.find(tenant, name);
      if (user !== undefined) {
        const { permissionFlags, password } = user;
        session.identity = { tenant, name, permissionFlags, password };
        return;
      }
      const reason = 'it names a user who is not known here';
      events.report('certificatesRefused', { address, reason });
      replies.farewell(session, 'certificateRefused', `The certificate of the client is refused: ${reason}`);
      session.dismiss();
    } catch (cause) {
      const reason = 'the user of its certificate cannot be looked up';
      events.report('authenticationsPutOff', { address, reason, cause });
      replies.farewell(session, 'unavailable', 'Users cannot be looked up now; try again');
      session.dismiss();
    }
  }
}
