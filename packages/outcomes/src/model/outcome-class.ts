import type { enumerateOutcomes, Fields } from '@sdmp/protocol';

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
