import { type Message, decode } from '@sdmp/codec';
import { type Place, outcomeData } from '@sdmp/protocol';
import { Outcome } from '../model/outcome.ts';
import { outcomeId } from '../model/outcome-id.ts';
import type { SuccessRule } from '../model/outcome-class.ts';

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

/** An outcome as a journal holds it, with what is needed to write it down without making an `Outcome` of it. */
export interface RecordedOutcome {
  /** The id of the journal. */
  readonly journal: string;
  readonly position: number;
  /** Unix milliseconds. */
  readonly time: number;
  /** Name of the upstream, where that was recorded. */
  readonly source: string | undefined;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess: SuccessRule | undefined;
  /** Its body is in these bytes, UTF-8, from `start` to before `end`. They are read only. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}
