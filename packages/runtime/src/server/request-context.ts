import type { CursorSaver } from '@sdmp/journal';
import type { Message } from '@sdmp/codec';
import type { ServiceCounters } from './counters.ts';
import type { Replies } from './replies.ts';
import type { ServiceSettings } from './service-options.ts';
import type { OutcomeSession, Transaction } from './transaction.ts';
import type { TokenClaims } from './token-claims.ts';
import type { TransactionRegistry } from './transaction-registry.ts';
import type { Authenticator } from './users/authenticator.ts';
import type { CertificateLogins } from './users/certificate-logins.ts';

/** What answering a request may use. */
export interface RequestContext {
  readonly settings: ServiceSettings;
  readonly counters: ServiceCounters;
  readonly registry: TransactionRegistry;
  readonly saver: CursorSaver;
  readonly replies: Replies;
  /** Undefined where nobody has to authenticate. */
  readonly authenticator: Authenticator | undefined;
  /** Undefined where nobody has to authenticate. */
  readonly certificates: CertificateLogins | undefined;
  /** Persist tokens that other services serve as well; undefined when this one is alone with the journal. */
  readonly claims: TokenClaims | undefined;
  /** Begins delivering to an attached transaction. */
  readonly startDelivery: (transaction: Transaction) => void;
}

/** Answers a request that passed every check of the catalogue. A promise holds back later requests of the socket. */
export type RequestHandler = (
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
) => Promise<void> | undefined;
