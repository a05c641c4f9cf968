import type { ServiceLimits } from './service-options.ts';
import type { OutcomeSession } from './transaction.ts';
import { addressKey } from './users/address-key.ts';

/** What becomes of a newcomer: a place, perhaps that of another socket; or none, and which limit says so. */
export type Admission =
  | { readonly kind: 'admitted'; readonly displaced?: { readonly session: OutcomeSession; readonly open: number } }
  | { readonly kind: 'refused'; readonly by: 'all' | 'address'; readonly open: number };

/** The places of the sockets that are open: limited in all and for each address, so that none can take them all. */
export class SessionPlaces {
  readonly #limits: Pick<ServiceLimits, 'maxSessions' | 'maxSessionsPerAddress'>;
  readonly #sessions = new Set<OutcomeSession>();
  readonly #byAddress = new Map<string, number>();

  constructor(limits: Pick<ServiceLimits, 'maxSessions' | 'maxSessionsPerAddress'>) {
    this.#limits = limits;
  }

  get sessions(): ReadonlySet<OutcomeSession> {
    return this.#sessions;
  }

  /**
   * Decides on a newcomer from an IP address. Where its address has all that it may have, it gets the place of the oldest socket
   * of the address that errs: its peer may have gone unnoticed, for it is not read. Of a service that is full it gets the place of the oldest
   * socket that errs or has asked for nothing, of the address with the most, if that has more places than its own would then have.
   */
  admit(remoteHost: string): Admission {
    const { maxSessions, maxSessionsPerAddress } = this.#limits;
    const key = addressKey(remoteHost);
    const own = this.#of(key);
    if (own >= maxSessionsPerAddress) {
      const session = this.#erringOf(key);
      if (session === undefined) return { kind: 'refused', by: 'address', open: own };
      return { kind: 'admitted', displaced: { session, open: own } };
    }
    const open = this.#sessions.size;
    if (open < maxSessions) return { kind: 'admitted' };
    const displaced = this.#leastUseful(own + 1);
    return displaced === undefined ? { kind: 'refused', by: 'all', open } : { kind: 'admitted', displaced };
  }

  add(session: OutcomeSession): void {
    const key = addressKey(session.remoteHost);
    this.#sessions.add(session);
    this.#byAddress.set(key, this.#of(key) + 1);
  }

  delete(session: OutcomeSession): void {
    if (!this.#sessions.delete(session)) return;
    const key = addressKey(session.remoteHost);
    const left = this.#of(key) - 1;
    if (left > 0) this.#byAddress.set(key, left);
    else this.#byAddress.delete(key);
  }

  #of(key: string): number {
    return this.#byAddress.get(key) ?? 0;
  }

  #erringOf(key: string): OutcomeSession | undefined {
    for (const session of this.#sessions)
      if (session.isErring && addressKey(session.remoteHost) === key) return session;
    return undefined;
  }

  #leastUseful(above: number): { readonly session: OutcomeSession; readonly open: number } | undefined {
    let found: { readonly session: OutcomeSession; readonly open: number } | undefined;
    for (const session of this.#sessions) {
      if (session.transactions.size > 0 && !session.isErring) continue;
      const open = this.#of(addressKey(session.remoteHost));
      if (open > Math.max(above, found?.open ?? 0)) found = { session, open };
    }
    return found;
  }
}
