import type { SdmpError } from '@sdmp/protocol';
import type { SupervisorStatus } from './supervision.ts';

/** What happened to one subscription. */
export type SubscriptionStatus =
  /** The service accepted the request. */
  | { readonly kind: 'subscribed'; readonly transactionIdentifier: string }
  /** The service had no state for the persist token: there is no backlog (PS-3). */
  | { readonly kind: 'newToken'; readonly transactionIdentifier: string; readonly persistToken: string }
  /** The service lost its state for the token while this client was away: outcomes may be missing (PS-6). */
  | { readonly kind: 'gap'; readonly transactionIdentifier: string; readonly persistToken: string }
  /** A backlog is being delivered. */
  | {
      readonly kind: 'rollingForward';
      readonly transactionIdentifier: string;
      /** Outcomes a second that were asked for, or the documented default. */
      readonly rateLimit: number;
    }
  /** Outcomes arrive as they happen. */
  | { readonly kind: 'live'; readonly transactionIdentifier: string }
  /** After a reconnect the request was rejected: an old socket of ours seems live, or the service cannot take it now. It is sent again. */
  | { readonly kind: 'retrying'; readonly transactionIdentifier: string; readonly retryInMs: number }
  /** The request was rejected for good (CL-7). */
  | { readonly kind: 'refused'; readonly transactionIdentifier: string; readonly error: SdmpError }
  /** The subscription is over; `error` unless the application ended it. */
  | { readonly kind: 'ended'; readonly transactionIdentifier: string; readonly error?: SdmpError };

/** One step in the life of a client (CL-5). */
export type ClientStatus = (SupervisorStatus | SubscriptionStatus) & {
  /** When, Unix milliseconds. */
  readonly time: number;
  /** How many entries this reader missed right before this one, because it was slow. */
  readonly missed: number;
};
