import type { ClientLog } from '../client-log.ts';
import type { LastAcknowledgement } from './last-acknowledgement.ts';
import type { PendingRequests } from './pending-requests.ts';
import type { ReadRegulator } from './read-regulator.ts';
import type { Session, SessionHost } from './client-session.ts';
import type { SubscriptionDesk } from '../subscription/subscriptions.ts';

export interface SessionHostParts {
  readonly desk: SubscriptionDesk;
  readonly requests: PendingRequests;
  readonly reading: ReadRegulator;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly log: ClientLog;
  readonly session: () => Session | undefined;
  /** The connection is of no use. */
  readonly lose: (reason: string) => void;
}

/** Takes what a session tells to whom it concerns: a subscription, a request, or the log. */
export function sessionHost(parts: SessionHostParts): SessionHost {
  const { desk, requests, reading, lastAcknowledgement, log } = parts;
  return {
    answered: (token, answer) => {
      if (!desk.answered(token) && !requests.accepted(token, answer)) log.unexpected(answer);
    },
    rejected: (rejection) => {
      if (!desk.rejected(rejection) && !requests.rejected(rejection)) log.rejected(rejection);
    },
    tokenIsNew: (persistToken) => desk.tokenIsNew(persistToken),
    transactionEnded: (transactionIdentifier) => desk.endedByService(transactionIdentifier),
    acknowledged: () => {
      const session = parts.session();
      if (session !== undefined) lastAcknowledgement.acknowledged(session);
      reading.regulate();
    },
    ticked: (elapsedMs, wasReading) => {
      for (const enrolment of desk.roster) enrolment.observe(elapsedMs, wasReading);
    },
    dead: (reason) => parts.lose(reason),
    unexpected: (message) => log.unexpected(message),
    unclaimed: (message) => log.unclaimed(message),
    skipped: (excerpt) => log.skipped(excerpt),
  };
}
