import type { Logger } from '@sdmp/events';
import type { Journal } from '@sdmp/journal';
import { type CallLimits, defaultCallLimits } from '../life/choices.ts';

/** Every limit of the reports of calls, with its default. */
export interface CallReportLimits extends CallLimits {
  /** Calls without an outcome at a time. Default 100,000. Above it a report that would begin another is refused. */
  readonly maxOpenCalls: number;
  /** How long reports stay in their log once their calls are saved elsewhere in it, milliseconds. Default 24 hours. */
  readonly retainReportsMs: number;
  /** Entries after which the state of all calls is saved, so that a start need not read those before. Default 10,000. */
  readonly checkpointEntries: number;
  /**
   * Newest outcomes of the journal among which the call of an update is looked for that is not known from reports. Default 1,000,000, which
   * take 64 MB at most, and nothing before the first such update. Older ones cannot be corrected.
   */
  readonly maxIndexedOutcomes: number;
  /** How often it is looked whose time limit has ended, milliseconds. Default 1,000. */
  readonly expiryCheckMs: number;
}

/** Default of every limit of call reports, those of `defaultCallLimits` included. */
export const defaultCallReportLimits: CallReportLimits = {
  ...defaultCallLimits,
  maxOpenCalls: 100_000,
  retainReportsMs: 24 * 60 * 60_000,
  checkpointEntries: 10_000,
  maxIndexedOutcomes: 1_000_000,
  expiryCheckMs: 1000,
};

/** Options of `openCallReports`. Limits that are left out have the values of `defaultCallReportLimits`. */
export interface CallReportsOptions extends Partial<CallReportLimits> {
  /** Where accepted reports are kept until their outcomes are made. A journal of its own; the caller closes it. */
  readonly log: Journal;
  /** Where outcomes are recorded. The caller closes it. */
  readonly journal: Journal;
  /** Gets what happens, of each kind of event only the first lines of a minute. */
  readonly logger?: Logger;
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}
