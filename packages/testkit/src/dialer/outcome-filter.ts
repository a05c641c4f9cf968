import { classesWanted, type OutcomeRecord } from '@sdmp/outcomes';
import type { enumerateOutcomes, Fields } from '@sdmp/protocol';

/** Named fields of an EO. */
export type OutcomeRequest = Fields<typeof enumerateOutcomes>;

/** Whether a transaction wants an outcome. */
export type OutcomeFilter = (record: OutcomeRecord) => boolean;

/** The filter of a request (EO-9): an absent campaign or tenant means any. */
export function filterOf(request: OutcomeRequest): OutcomeFilter {
  const { campaignName, tenantDescriptor } = request;
  const classes = classesWanted(request);
  return (record) =>
    (record.classes & classes) !== 0 &&
    (campaignName === undefined || record.campaign === campaignName) &&
    (tenantDescriptor === undefined || record.tenant === tenantDescriptor);
}
