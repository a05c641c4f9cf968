import type { ServiceCounters } from '../counters.ts';
import type { ServiceSettings } from '../service-options.ts';
import type { Session } from '../session.ts';

/** Closes a socket that has not said in time who it is, so that strangers cannot keep the places of subscribers. */
export function closeUnlessAuthenticated(session: Session, settings: ServiceSettings, counters: ServiceCounters): void {
  const { authenticationTimeMs, logger } = settings;
  const close = (): void => {
    if (session.identity !== undefined || !session.isOpen) return;
    counters.sessionsNotAuthenticated++;
    logger.info?.(`A socket from ${session.remoteAddress} is closed: it did not authenticate in time`);
    void session.close(0);
  };
  setTimeout(close, authenticationTimeMs).unref();
}
