import type { ClientLog } from '../client-log.ts';
import type { LastAcknowledgement } from './last-acknowledgement.ts';
import type { PendingRequests } from './pending-requests.ts';
import type { ReadRegulator } from './read-regulator.ts';
import { isOfConnection } from './rejection.ts';
import type { ClientSession, ClientSessionHost } from './client-session.ts';
import type { Subscriptions } from '../subscription/subscriptions.ts';

export interface ClientSessionHostParts {
  readonly subscriptions: Subscriptions;
  readonly requests: PendingRequests;
  readonly reading: ReadRegulator;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly log: ClientLog;
  readonly session: () => ClientSession | undefined;
  /** The connection is of no use. */
  readonly lose: (reason: string) => void;
}

/** Takes what a session tells to whom it concerns: a subscription, a request, or the log. */
export function clientSessionHost(parts: ClientSessionHostParts): ClientSessionHost {
  const { subscriptions, requests, reading, lastAcknowledgement, log } = parts;
  return {
    answered: (token, answer) => {
      if (!subscriptions.answered(token) && !requests.accepted(token, answer)) log.unexpected(answer);
    },
    rejected: (rejection) => {
      if (isOfConnection(rejection)) parts.lose(rejection.explanation);
      else if (!subscriptions.rejected(rejection) && !requests.rejected(rejection)) log.rejected(rejection);
    },
    tokenIsNew: (persistToken) => subscriptions.tokenIsNew(persistToken),
    transactionEnded: (transactionIdentifier) => subscriptions.endedByService(transactionIdentifier),
    acknowledged: () => {
      const session = parts.session();
      if (session !== undefined) lastAcknowledgement.acknowledged(session);
      reading.regulate();
    },
    ticked: (elapsedMs, wasReading) => {
      for (const subscriptionState of subscriptions.open) subscriptionState.observe(elapsedMs, wasReading);
    },
    dead: (reason) => parts.lose(reason),
    unexpected: (message) => log.unexpected(message),
    unclaimed: (message) => log.unclaimed(message),
    skipped: (excerpt) => log.skipped(excerpt),
  };
}
