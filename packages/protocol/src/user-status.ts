/** Facts about UA and US: the values of RS, the bits of PG, and the tenant above all tenants. */

/** RS of a US by cause. The last four are in the newer documentation only, and the number of the last one is uncertain. */
export const userStatuses = {
  authenticated: { code: 0, meaning: 'authenticated' },
  noSuchUser: { code: 1, meaning: 'the user does not exist' },
  badPassword: { code: 2, meaning: 'the password is wrong' },
  malformed: { code: 3, meaning: 'the parameters are badly formed' },
  proxyNotPermitted: { code: 4, meaning: 'the proxy lacks the right System' },
  lockedOut: { code: 5, meaning: 'the account is locked out' },
  passwordTooSimple: { code: 6, meaning: 'the password breaks the rules of the tenant' },
  endpointOfAnother: { code: 7, meaning: 'the endpoint is not in the configuration of the user' },
  endpointUnknown: { code: 8, meaning: 'the endpoint has no configuration' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

/** Returns the meaning of an RS, or undefined if it is not documented. */
export function explainUserStatus(code: number): string | undefined {
  return Object.values(userStatuses).find((status) => status.code === code)?.meaning;
}

/** Bits of PG by privilege. `campaignAdmin` has all of them, which an example calls all permissions. */
export const privilegeFlags = {
  agent: 1,
  supervisor: 2,
  configuration: 4,
  system: 8,
  superUser: 256,
  jobControl: 512,
  campaignAdmin: 65_535,
} as const;

/** Name of a privilege of a user: a key of `privilegeFlags`. */
export type Privilege = keyof typeof privilegeFlags;

/** Returns whether a text is the name of a privilege. */
export function isPrivilege(name: string): name is Privilege {
  return Object.hasOwn(privilegeFlags, name);
}

/** Returns the PG for these privileges. */
export function permissionFlagsOf(privileges: readonly Privilege[]): number {
  return privileges.reduce((flags, privilege) => flags | privilegeFlags[privilege], 0);
}

/** Returns whether a PG includes all bits of a privilege. */
export function isPermitted(permissionFlags: number, privilege: Privilege): boolean {
  return (permissionFlags & privilegeFlags[privilege]) === privilegeFlags[privilege];
}

/** Tenant whose users have access to all tenants. */
export const landlordTenant = 'landlord';
