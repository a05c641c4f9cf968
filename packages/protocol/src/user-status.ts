/** Facts of UA and US: what RS says, what the bits of PG allow, and who is above tenants. */

/** The RS of a US, by cause. The last four stand in the newer description only, and the last one has no sure number. */
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

/** What an RS means, in words; undefined for one that nobody has described. */
export function explainUserStatus(code: number): string | undefined {
  return Object.values(userStatuses).find((status) => status.code === code)?.meaning;
}

/** The bits of PG, by privilege. `campaignAdmin` is all of them, which an example calls all permissions. */
export const privilegeFlags = {
  agent: 1,
  supervisor: 2,
  configuration: 4,
  system: 8,
  superUser: 256,
  jobControl: 512,
  campaignAdmin: 65_535,
} as const;

export type Privilege = keyof typeof privilegeFlags;

export function isPrivilege(name: string): name is Privilege {
  return Object.hasOwn(privilegeFlags, name);
}

/** The PG of someone with these privileges. */
export function permissionFlagsOf(privileges: readonly Privilege[]): number {
  return privileges.reduce((flags, privilege) => flags | privilegeFlags[privilege], 0);
}

/** Whether a PG holds a privilege, with every bit of it. */
export function isPermitted(permissionFlags: number, privilege: Privilege): boolean {
  return (permissionFlags & privilegeFlags[privilege]) === privilegeFlags[privilege];
}

/** The tenant whose users are above all tenants. */
export const landlordTenant = 'landlord';
