import type { Message } from '@sdmp/codec';
import { type Place, parsePlace, placeCode } from '@sdmp/protocol';
import { Outcome } from './outcome.ts';
import { outcomeId } from './outcome-id.ts';
import type { SuccessRule } from './success-rule.ts';

export interface ReceivedOptions {
  /** The outcome's time where the message does not say it, Unix milliseconds. */
  readonly now: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
}

/** Dates end here; a peer may send anything. */
const lastTime = 8.64e15;

function placeOf(message: Message): Place | undefined {
  const value = message.get(placeCode);
  const place = value === undefined ? undefined : parsePlace(value);
  if (place === undefined || place.time > lastTime || !Number.isSafeInteger(place.position)) return undefined;
  return place;
}

/**
 * The outcome in a received OZ. Where the service says the outcome's place, its id and time come from there; otherwise it
 * has no id, and its time is `now`.
 */
export function outcomeFromMessage(message: Message, { now, isSuccess }: ReceivedOptions): Outcome {
  const place = placeOf(message);
  return new Outcome(message, {
    ...(place === undefined ? {} : { id: outcomeId(place) }),
    time: place?.time ?? now,
    ...(isSuccess === undefined ? {} : { isSuccess }),
  });
}
