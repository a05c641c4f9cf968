import type { RatedOutcome } from '@sdmp/outcomes/rates';

/** An outcome as reports read it. */
export interface ReportedOutcome extends RatedOutcome {
  readonly position: number;
  /** As the source shows it: masked where it comes over HTTP without the right to see it. */
  readonly telephone: string | undefined;
  /** Line-of-business data, masked in the same way. */
  readonly data: string | undefined;
}

/** Which outcomes a report is about. */
export interface OutcomeRange {
  readonly campaign?: string;
  readonly tenant?: string;
  /** Recorded from this time on and before that one, Unix milliseconds. */
  readonly since?: number;
  readonly until?: number;
  /** First and last position. */
  readonly from?: number;
  readonly to?: number;
}

/** Some outcomes in the order of their positions, and how far the reading has come. */
export interface OutcomePart {
  readonly outcomes: readonly ReportedOutcome[];
  /** Share of the positions that have been read, 0 to 1; undefined where nobody knows how many there are. */
  readonly done: number | undefined;
}

/** Where outcomes are read from: a journal folder, or a bridge. Nothing is changed there. */
export interface OutcomeSource {
  /** Time of the newest outcome of all, Unix milliseconds; undefined when there is none. */
  newestTime(signal: AbortSignal): Promise<number | undefined>;
  /** Reads what is there now. */
  read(range: OutcomeRange, signal: AbortSignal): AsyncGenerator<OutcomePart>;
  /** Whether telephone numbers are whole, as of what was read so far. */
  seesNumbers(): boolean;
  close(): Promise<void>;
}
