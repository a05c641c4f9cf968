import type { SdmpError } from '@sdmp/protocol';
import type { BackoffSettings } from './backoff.ts';

/**
 * Where the client stands.
 *
 * - idle: nobody needs a connection (CL-1)
 * - connecting: a socket is being opened
 * - authenticating: it is open, and the service has not said whether it knows the user (CL-3)
 * - subscribing: a request has not been answered yet
 * - streaming: every request is answered
 * - waiting: the delay before the next attempt runs (CL-2)
 * - closing: consumers finish what they hold, the last acknowledgement goes out (CL-8)
 * - closed: for good
 */
export type SupervisorStateName =
  | 'idle'
  | 'connecting'
  | 'authenticating'
  | 'subscribing'
  | 'streaming'
  | 'waiting'
  | 'closing'
  | 'closed';

export interface SupervisorState {
  readonly name: SupervisorStateName;
  /** Number of the newest connection attempt; what an older one still says is ignored. */
  readonly attempt: number;
  /** Attempts that failed since the last stable connection. */
  readonly failures: number;
  /** Whether the connection of now had every request answered at least once: from then on it counts how long it lasts. */
  readonly hasStreamed: boolean;
}

export type SupervisorTimer = 'connect' | 'authenticate' | 'answer' | 'backoff' | 'stable' | 'close';

export type SupervisorEvent =
  /** Someone needs a connection. */
  | { readonly type: 'needed' }
  /** Nobody does any more. */
  | { readonly type: 'unneeded' }
  | { readonly type: 'opened'; readonly attempt: number }
  /** The service knows the user. */
  | { readonly type: 'authenticated'; readonly attempt: number }
  /** The service does not take the user: trying again would not help. */
  | { readonly type: 'refused'; readonly attempt: number; readonly error: SdmpError }
  /** The socket failed, or is not worth keeping. `chance` decides the delay. */
  | { readonly type: 'lost'; readonly attempt: number; readonly reason: string; readonly chance: number }
  /** A request that wants an answer went out. */
  | { readonly type: 'asked'; readonly attempt: number }
  /** No request is without an answer. */
  | { readonly type: 'answered'; readonly attempt: number }
  /** The socket is to be exchanged for a fresh one at once. */
  | { readonly type: 'renew'; readonly attempt: number }
  | { readonly type: 'timeUp'; readonly timer: SupervisorTimer; readonly attempt: number; readonly chance: number }
  | { readonly type: 'close' }
  /** What consumers held is finished and acknowledged. */
  | { readonly type: 'drained' }
  | { readonly type: 'abort' };

export type SupervisorAction =
  | { readonly do: 'open'; readonly attempt: number }
  /** Say who is there. */
  | { readonly do: 'authenticate'; readonly attempt: number }
  /** End everything that waits for the connection with this error. */
  | { readonly do: 'refuse'; readonly error: SdmpError }
  /** Write the preferences, the requests and the first probe. */
  | { readonly do: 'subscribe'; readonly attempt: number }
  /** Destroy the socket. */
  | { readonly do: 'drop' }
  /** Let consumers finish, then acknowledge. */
  | { readonly do: 'drain' }
  /** Tell that closing reached its time limit. */
  | { readonly do: 'cut' }
  /** End the socket in order, and every subscription with it. */
  | { readonly do: 'finish' }
  | { readonly do: 'startTimer'; readonly timer: SupervisorTimer; readonly afterMs: number; readonly attempt: number }
  | { readonly do: 'stopTimer'; readonly timer: SupervisorTimer }
  | { readonly do: 'report'; readonly status: SupervisorStatus };

export type SupervisorStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'authenticating'; readonly attempt: number }
  /** Not tried again by itself: each subscription ends with this error. */
  | { readonly kind: 'authenticationRefused'; readonly error: SdmpError }
  | {
      readonly kind: 'disconnected';
      readonly reason: string;
      readonly retryInMs: number;
      readonly failures: number;
    }
  | { readonly kind: 'closed' };

export interface SupervisorSettings {
  /** Whether there are credentials to authenticate with. */
  readonly isAuthenticating: boolean;
  readonly connectTimeoutMs: number;
  readonly authenticationTimeoutMs: number;
  readonly answerTimeoutMs: number;
  /** A connection that lasted this long, or as long as its end would make wait, makes the delays begin anew. */
  readonly stableAfterMs: number;
  readonly closeTimeoutMs: number;
  readonly backoff: BackoffSettings;
}

export type Transition = readonly [state: SupervisorState, actions: readonly SupervisorAction[]];

export const initialState: SupervisorState = { name: 'idle', attempt: 0, failures: 0, hasStreamed: false };
