import { createHash, randomUUID } from 'node:crypto';
import {
  codeOf,
  enumerateOutcomes,
  type Fields,
  InvalidMessageError,
  placeTokenPrefix,
  type Release,
  SdmpError,
  usableTransactionLength,
  writeFields,
} from '@sdmp/protocol';

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

/** A request that was found valid. */
export interface CheckedRequest {
  readonly transactionIdentifier: string;
  readonly persistToken: string | undefined;
  readonly rateControl: number | undefined;
  /** Fields of the EO with a token of its own. */
  readonly fields: (token: string) => readonly string[];
}

/** Two subscriptions of one client that share a persist token must name their transactions themselves. */
function defaultTransaction({ persistToken, tenantDescriptor }: OutcomesRequest): string {
  if (persistToken === undefined) return randomUUID();
  const name = tenantDescriptor === undefined ? persistToken : `${tenantDescriptor}:${persistToken}`;
  return name.length <= usableTransactionLength ? name : createHash('sha256').update(name).digest('hex');
}

/**
 * Checks a request as the release knows EO, before anything is sent. Throws `InvalidMessageError` for a wrong value and
 * for a parameter younger than the release (EO-10), `INVALID_ARGUMENT` for a transaction name that is too long (EO-11).
 */
export function checkRequest(request: OutcomesRequest, release: Release): CheckedRequest {
  const message = release.message(enumerateOutcomes);
  if (message === undefined) throw new SdmpError('INVALID_ARGUMENT', `${release.name} has no outcome subscriptions`);
  const transactionIdentifier = request.transactionIdentifier ?? defaultTransaction(request);
  if (transactionIdentifier.length > usableTransactionLength) {
    const limit = String(usableTransactionLength);
    throw new SdmpError('INVALID_ARGUMENT', `transactionIdentifier must have at most ${limit} characters`);
  }
  const wantsBoth = request.successOutcomes !== true && request.failureOutcomes !== true;
  const fields: Fields<typeof enumerateOutcomes> = {
    ...request,
    ...(wantsBoth ? { successOutcomes: true, failureOutcomes: true } : {}),
    transactionIdentifier,
  };
  if (request.rateControl !== undefined && !message.codes.has(codeOf(enumerateOutcomes, 'rateControl'))) {
    throw new InvalidMessageError(`rateControl came later than ${release.name}, the release this client is set to`, []);
  }
  const write = (token: string): readonly string[] => writeFields(message, { ...fields, token });
  write(placeTokenPrefix);
  return {
    transactionIdentifier,
    persistToken: request.persistToken,
    rateControl: request.rateControl,
    fields: write,
  };
}
