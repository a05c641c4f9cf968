import type { Message } from '@sdmp/codec';
import { Outcome } from './outcome.ts';
import type { SuccessRule } from './outcome-class.ts';

/** Options of `outcomeFromMessage`. */
export interface ReceivedOptions {
  /** The outcome's time where the message does not say it, Unix milliseconds. */
  readonly now: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
  /** Journal of a place that does not name its own. Default: such a place is none. */
  readonly journal?: string;
}

/**
 * The outcome in a received OZ. Where the service says the outcome's place, its id and time come from there; otherwise it
 * has no id, and its time is `now`.
 */
export function outcomeFromMessage(message: Message, { now, isSuccess, journal }: ReceivedOptions): Outcome {
  return new Outcome(message, { time: now, isSuccess, journal });
}
