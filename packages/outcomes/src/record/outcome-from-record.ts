import { decode, type Message } from '@sdmp/codec';
import { outcomeData, type Place } from '@sdmp/protocol';
import { Outcome } from '../model/outcome.ts';
import { outcomeId } from '../model/outcome-id.ts';
import type { SuccessRule } from '../model/success-rule.ts';

/** The OZ, without a TX, that a record's body stands for. */
export function outcomeMessageFromRecord(body: string): Message {
  return decode(outcomeData.code + body);
}

/** The outcome that a journal holds at `place`. `isSuccess` is by default RE 10 or AO present (OZ-4). */
export function outcomeFromRecord(body: string, place: Place, isSuccess?: SuccessRule): Outcome {
  return new Outcome(outcomeMessageFromRecord(body), {
    id: outcomeId(place),
    time: place.time,
    ...(isSuccess === undefined ? {} : { isSuccess }),
  });
}
