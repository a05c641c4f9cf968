import type { Replies } from '../replies.ts';
import type { ServiceSettings } from '../service-options.ts';
import type { OutcomeSession } from '../transaction.ts';

/** Closes a socket that has not said in time who it is, so that strangers cannot keep the places of subscribers. */
export function closeUnlessAuthenticated(session: OutcomeSession, settings: ServiceSettings, replies: Replies): void {
  const { authenticationTimeMs: limit, events } = settings;
  const close = (): void => {
    if (session.identity !== undefined || !session.isOpen) return;
    events.report('sessionsNotAuthenticated', { address: session.remoteAddress, limit });
    replies.farewell(session, 'unavailable', `This socket did not authenticate within ${limit} ms`);
    session.dismiss();
  };
  setTimeout(close, limit).unref();
}
