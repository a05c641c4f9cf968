import { type Fields, connectedReason, type enumerateOutcomes } from '@sdmp/protocol';

/** Says from the switch's result (RE) and the agent's (AO) whether a call was a success; each is undefined when absent. */
export type SuccessRule = (reason: number | undefined, agentOutcome: number | undefined) => boolean;

/** Success is RE 10 (Connected), or any agent outcome; everything else is failure (OZ-4). */
export const defaultSuccessRule: SuccessRule = (reason, agentOutcome) =>
  reason === connectedReason || agentOutcome !== undefined;

/** What kind an outcome is, as a bit, so that a record can be of several kinds and a request ask for several. */
export const outcomeClass = {
  success: 1,
  failure: 2,
  /** For Campaign Manager only (EO-7). No OZ is of this kind by itself. */
  management: 4,
} as const;

/** Kinds asked for by an EO: SO, FO and MO under their long names; absent is false. */
export type WantedOutcomes = Pick<
  Fields<typeof enumerateOutcomes>,
  'successOutcomes' | 'failureOutcomes' | 'managementOutcomes'
>;

/** The bits of the outcomes that a request wants. 0 when it wants none. */
export function classesWanted(wanted: WantedOutcomes): number {
  return (
    (wanted.successOutcomes === true ? outcomeClass.success : 0) |
    (wanted.failureOutcomes === true ? outcomeClass.failure : 0) |
    (wanted.managementOutcomes === true ? outcomeClass.management : 0)
  );
}
