import { connectedReason } from '@sdmp/protocol';
import type { ReportField } from '../report/report-fields.ts';

/**
 * What documentation leaves open about the life of a call. Each choice stands here and nowhere else, so that a fact learnt
 * later changes one place; docs/calls.md gives the reason of each.
 */

/** RE of a number of which nothing but its dialing was reported: "never made, the switch did not answer in time". */
export const timedOutReason = 9;
/** RE of a call that ended before anything answered, where no cause was given: "call could not be set up". */
export const unansweredReason = 6;
/** RE of a call that was answered and reached no agent: "answered, but no agent was there". */
export const abandonedReason = 7;
/** RE of a call that a machine answered and that reached no agent. */
export const machineReason = 5;
/** RE of a preview that the agent declined: "a preview the agent did not launch". */
export const notMadeReason = 0;
/** RE of a number that came back (NB) without one: "any other non-live result". */
export const returnedReason = 30;
/** RE of every call that was handed to an agent, "live or not": neither the cause of its end nor its silence changes it. */
export const handedOverReason = connectedReason;

/**
 * Values of CA with which an ND changes nothing. ND has a cause since 10.6.282, which "changes the outcome afterwards"; a call
 * that was connected was made, and a call without an agent was not handed to one.
 */
export const causesWithoutNews: ReadonlySet<string> = new Set(['', '0', String(connectedReason)]);

/** What an update (UO) can change. RE and AO exclude each other; where only one is given, the other stays as it was. */
export const updatableFields = [
  'reason',
  'agentOutcome',
  'conversion',
  'applicationSpecificData',
  'data',
] as const satisfies readonly ReportField[];

/** Time limits of a call, each with the state it belongs to, and what is remembered. */
export interface CallLimits {
  /** From the newest sign of dialing to an answer or a failure, milliseconds. Default 2 minutes. Beyond: RE 9. */
  readonly dialLimitMs: number;
  /**
   * From the answer, or the agent, to the end, milliseconds. Default 4 hours. Beyond: RE 10 without AO when there was an agent, 5
   * when a machine answered, 7 otherwise.
   */
  readonly callLimitMs: number;
  /** From the end of an agent's call to its classification (TC), milliseconds. Default 10 minutes. Beyond: RE 10 without AO. */
  readonly wrapLimitMs: number;
  /** How long a finished call that had an SI is known, so that late reports are no new call, milliseconds. Default 1 hour. */
  readonly lateReportMs: number;
  /** The same for a call that only a telephone number named, which may be dialed again, milliseconds. Default 1 minute. */
  readonly redialMs: number;
  /**
   * How long the outcome of a call can be corrected, by an update or by the report that it was made without, milliseconds. Default
   * 24 hours. Beyond: an update means no known call.
   */
  readonly correctionMs: number;
  /**
   * Finished calls that are known at most, with their outcome. Default 100,000, which are some 40 MB. Above it the oldest are
   * forgotten before their time.
   */
  readonly maxRememberedCalls: number;
}

/** Default of every time limit and count in the life of calls. Why each has its value is said in `docs/calls.md`. */
export const defaultCallLimits: CallLimits = {
  dialLimitMs: 2 * 60_000,
  callLimitMs: 4 * 60 * 60_000,
  wrapLimitMs: 10 * 60_000,
  lateReportMs: 60 * 60_000,
  redialMs: 60_000,
  correctionMs: 24 * 60 * 60_000,
  maxRememberedCalls: 100_000,
};
