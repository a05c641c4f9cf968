import type { ReportValues } from '../report/report-fields.ts';
import type { OutcomeKind } from './call-life.ts';
import {
  abandonedReason,
  causesWithoutNews,
  handedOverReason,
  machineReason,
  notMadeReason,
  returnedReason,
  timedOutReason,
  unansweredReason,
} from './choices.ts';

/** The cause of the report that ended the call, where it says more than that it ended. */
function unlessCaused({ cause = '' }: ReportValues, reason: number): string {
  return causesWithoutNews.has(cause) ? String(reason) : cause;
}

/** The reason (RE) of each kind of outcome, as on the wire. A limit that ended the call has no fields. */
export const outcomeReason: Readonly<Record<OutcomeKind, (fields: ReportValues) => string>> = {
  cause: ({ cause }) => cause ?? String(unansweredReason),
  unanswered: (fields) => unlessCaused(fields, unansweredReason),
  abandoned: (fields) => unlessCaused(fields, abandonedReason),
  machine: (fields) => unlessCaused(fields, machineReason),
  handedOver: () => String(handedOverReason),
  timedOut: () => String(timedOutReason),
  declined: () => String(notMadeReason),
  returned: ({ reason }) => reason ?? String(returnedReason),
};
