import { landlordTenant } from '@sdmp/protocol';
import type { Identity } from './authenticator.ts';

/** The one tenant that a socket may see; undefined for the landlord's sockets, and where nobody authenticates: all (AU-3). */
export function tenantScope(identity: Identity | undefined): string | undefined {
  return identity === undefined || identity.tenant === landlordTenant ? undefined : identity.tenant;
}

/** Whether a socket may speak of a tenant; naming none means what it may see. */
export function maySpeakOf(identity: Identity | undefined, tenant: string | undefined): boolean {
  const scope = tenantScope(identity);
  return scope === undefined || tenant === undefined || tenant === scope;
}

/** Whether two identities are one user. */
export function isSameUser(one: Identity | undefined, other: Identity): boolean {
  return one !== undefined && one.tenant === other.tenant && one.name === other.name;
}
