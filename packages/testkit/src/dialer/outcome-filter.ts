import { classesWanted, type OutcomeRecord } from '@sdmp/outcomes';
import type { enumerateOutcomes, Fields } from '@sdmp/protocol';

/** Named fields of an EO. */
export type OutcomeRequest = Fields<typeof enumerateOutcomes>;

/** Returns whether a transaction's filter matches an outcome. */
export type OutcomeFilter = (record: OutcomeRecord) => boolean;

/** Returns the filter of a request (EO-9). An absent campaign or tenant matches any. */
export function filterOf(request: OutcomeRequest): OutcomeFilter {
  const { campaignName, tenantDescriptor } = request;
  const classes = classesWanted(request);
  return (record) =>
    (record.classes & classes) !== 0 &&
    (campaignName === undefined || record.campaign === campaignName) &&
    (tenantDescriptor === undefined || record.tenant === tenantDescriptor);
}
