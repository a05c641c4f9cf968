import type { SuccessRule } from '@sdmp/outcomes';

/** Agent outcomes of this installation that are a sale. */
const sales: ReadonlySet<number> = new Set([101, 102]);

/** Only a sale is a success; the usual rule takes every connected call and every agent outcome for one. */
export const isSale: SuccessRule = (_reason, agentOutcome) => agentOutcome !== undefined && sales.has(agentOutcome);
