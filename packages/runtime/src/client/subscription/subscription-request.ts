import {
  enumerateOutcomes,
  type Release,
  runTokenPrefix,
  shortPlaceTokenPrefix,
  subscriberTokenPrefix,
} from '@sdmp/protocol';
import { type CheckedRequest, checkedRequest, type OutcomeForm } from '../connection/checked-request.ts';

/** What to subscribe to: the parameters of EO under their long names. */
export interface OutcomesRequest {
  /** Only this campaign. Default: every campaign of the tenant (EO-9). 1 to 80 characters. */
  readonly campaignName?: string;
  /** The tenant meant. Default: what the service takes the socket to be. */
  readonly tenantDescriptor?: string;
  /** Successes wanted. With neither this nor `failureOutcomes`: both. */
  readonly successOutcomes?: boolean;
  /** Failures wanted. With neither this nor `successOutcomes`: both. */
  readonly failureOutcomes?: boolean;
  /** Management outcomes; services give them to Campaign Manager only (EO-7). */
  readonly managementOutcomes?: boolean;
  /** Keeps the subscription when the socket fails, and between runs of the application (PS-1). 1 to 80 characters. */
  readonly persistToken?: string;
  /** Outcomes a second while the backlog is rolled forward, 1 to 1,000,000. Default: the service's, 100 (RC-1). Since 10.6.660. */
  readonly rateControl?: number;
  /**
   * Names the subscription, unique across all of the service. At most 80 characters (EO-11). Default: with a persist
   * token derived from tenant and token alone, so that it is the same after a restart and when filters change; else random.
   */
  readonly transactionIdentifier?: string;
}

const prefixes: Readonly<Record<OutcomeForm, string>> = {
  plain: subscriberTokenPrefix,
  placed: shortPlaceTokenPrefix,
  runs: runTokenPrefix,
};

const outcomesKind = {
  definition: enumerateOutcomes,
  tokenPrefix: (form: OutcomeForm): string => prefixes[form],
  transactionPrefix: '',
};

/** Checks an EO before it is sent, see `checkedRequest`. */
export function checkRequest(request: OutcomesRequest, release: Release): CheckedRequest {
  const wantsBoth = request.successOutcomes !== true && request.failureOutcomes !== true;
  const wanted = wantsBoth ? { ...request, successOutcomes: true, failureOutcomes: true } : request;
  return checkedRequest(outcomesKind, wanted, release);
}
