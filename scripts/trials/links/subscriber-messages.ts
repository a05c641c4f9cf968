import type { Heartbeat } from './heartbeats.ts';
import type { NumberedOutcome } from './numbered-outcomes.ts';

/** Tells a subscriber process to start a subscriber. */
export interface SubscriberCommand {
  readonly trial: number;
  readonly port: number;
  readonly heartbeat: Heartbeat;
}

/** What a subscriber of a process tells. */
export type SubscriberReport =
  | { readonly kind: 'received'; readonly trial: number; readonly outcomes: readonly NumberedOutcome[] }
  | { readonly kind: 'subscribed'; readonly trial: number }
  | { readonly kind: 'failed'; readonly trial: number; readonly reason: string };
