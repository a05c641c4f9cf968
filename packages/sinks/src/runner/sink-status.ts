import type { EventRecord } from '@sdmp/events';
import type { PauseReason } from '../state/sink-state.ts';

/** `starting` not open yet; `retrying` waiting after a failure; `stopped` closed, or refused for good when opened. */
export type SinkRunState = 'starting' | 'running' | 'retrying' | 'paused' | 'stopped';

/** How a sink is doing. Counts are since the runner was made. */
export interface SinkStatus {
  readonly name: string;
  readonly kind: string;
  readonly state: SinkRunState;
  /** Next position to deliver. */
  readonly position: number;
  /** Records between the position and the journal's end, matching or not. */
  readonly backlog: number;
  /** Age of the oldest outcome that is not delivered, milliseconds; 0 when there is none. */
  readonly lagMs: number;
  /** Outcomes delivered per second, over the last ten. */
  readonly ratePerSecond: number;
  readonly delivered: number;
  /** Outcomes that the receiver refused. */
  readonly refused: number;
  /** Records that retention or damage took before they were delivered. */
  readonly missed: number;
  /** What an operator must hear of and has happened, with its newest line. */
  readonly events: readonly EventRecord[];
  /** Dead letters that are kept now, of earlier runs too. */
  readonly deadLetters: number;
  /** Failures in a row; 0 after a success. */
  readonly attempt: number;
  /** When it is tried again, Unix milliseconds; there while `retrying`. */
  readonly nextAttemptAt?: number;
  readonly pausedBecause?: PauseReason;
  /** The latest failure, also when it is over. */
  readonly lastError?: { readonly message: string; readonly at: number };
  /** The cause of the latest refusal of an outcome for good, also when its dead letter is gone. */
  readonly lastRefusal?: { readonly message: string; readonly at: number };
}
