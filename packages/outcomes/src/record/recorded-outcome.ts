import type { SuccessRule } from '../model/success-rule.ts';

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
