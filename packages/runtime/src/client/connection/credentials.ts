import { SdmpError } from '@sdmp/protocol';
import { credentialsProblem } from '../../credentials-problem.ts';

/** Who a client is to its service (UA). */
export interface Credentials {
  /** The user's tenant. 1 to 80 letters, digits or `_`; `landlord` is above all tenants. */
  readonly tenantDescriptor: string;
  /** The user. 1 to 80 characters. */
  readonly userIdentifier: string;
  /**
   * 1 to 80 characters without backslash, CR, LF and NUL. A function is asked before each authentication; where it rejects,
   * the attempt counts as lost and is made again.
   */
  readonly password: string | (() => Promise<string>);
}

/** Throws `INVALID_ARGUMENT`, without the values, for credentials that no UA can hold. */
export function checkCredentials({ tenantDescriptor, userIdentifier, password }: Credentials): void {
  const problem = credentialsProblem({
    tenant: tenantDescriptor,
    name: userIdentifier,
    ...(typeof password === 'string' ? { password } : {}),
  });
  if (problem !== undefined) throw new SdmpError('INVALID_ARGUMENT', `credentials: ${problem}`);
}
