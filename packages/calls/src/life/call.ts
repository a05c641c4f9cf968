import type { ReportField, ReportValues } from '../report/report-fields.ts';
import type { CallState } from './call-life.ts';

/** What is kept of reports until the outcome is made, because the report that ends the call need not repeat it. */
export const keptFields = [
  'campaignName',
  'telephoneNumber',
  'trunkIdentifier',
  'agentIdentifier',
  'agentAlternativeIdentifier',
  'rawCause',
  'applicationSpecificData',
  'sessionUUID',
] as const satisfies readonly ReportField[];

/** A call whose outcome is not made yet. */
export interface Call {
  readonly tenant: string;
  /** SI; the telephone number where no SI was given. */
  readonly session: string;
  /** Whether only a telephone number names it, which may be dialed again. */
  readonly isNumber: boolean;
  state: Exclude<CallState, 'none' | 'done'>;
  /** Position of the entry that made the state what it is: an expiry names it. */
  changed: number;
  /** Time of that entry, Unix milliseconds: the limit of the state counts from it. */
  since: number;
  /** The newest value of each. */
  known: Partial<Record<ReportField, string>>;
  /** What an update said before there was an outcome: it goes into that. */
  update?: ReportValues | undefined;
}

/** Takes over what a report says of the call. */
export function learn(call: Pick<Call, 'known'>, fields: ReportValues): void {
  for (const name of keptFields) {
    const value = fields[name];
    if (value !== undefined) call.known[name] = value;
  }
}

/** A call that a limit ended, as it was then. */
export type CutCall = Pick<Call, 'state' | 'known' | 'update'>;

/** The end of a time limit, as it is recorded: it means the state that the call was in then, and no other. */
export interface Expiry {
  readonly tenant: string;
  readonly session: string;
  readonly changed: number;
}
