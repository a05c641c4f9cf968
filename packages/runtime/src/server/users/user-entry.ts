import { isPrivilege, permissionFlagsOf, type Privilege, privilegeFlags, separator } from '@sdmp/protocol';
import { credentialsProblem } from '../../credentials-problem.ts';
import { formatPasswordHash, type PasswordHash, parsePasswordHash } from './password-hash.ts';
import type { StoredUser } from './user-provider.ts';

/** One user of a list. */
export interface UserEntry {
  readonly tenant: string;
  readonly name: string;
  readonly password: PasswordHash;
  readonly privileges: readonly Privilege[];
}

/** One name for a user; neither part can hold the separator. */
export function userKey(tenant: string, name: string): string {
  return tenant + separator + name;
}

/** What the service needs to know of an entry. */
export function storedUser({ password, privileges }: UserEntry): StoredUser {
  return { password, permissionFlags: permissionFlagsOf(privileges) };
}

/** The line of an entry. */
export function formatEntry({ tenant, name, password, privileges }: UserEntry): string {
  return JSON.stringify({ tenant, name, password: formatPasswordHash(password), privileges });
}

const known: ReadonlySet<string> = new Set(['tenant', 'name', 'password', 'privileges']);

/** Reads the line of an entry; a text says what is wrong with it, and never repeats a hash. */
export function parseEntry(line: string): UserEntry | string {
  const read = readObject(line);
  if (read === undefined) return 'it is no JSON object';
  const unknown = Object.keys(read).find((key) => !known.has(key));
  if (unknown !== undefined) return `'${unknown}' is unknown: known are ${[...known].join(', ')}`;
  const { tenant, name, password, privileges = [] } = read;
  if (typeof tenant !== 'string' || typeof name !== 'string') return 'tenant and name must be texts';
  const hash = typeof password === 'string' ? parsePasswordHash(password) : undefined;
  if (hash === undefined) return "password must be a hash made by 'sdmp user add'";
  if (!isListOfTexts(privileges)) return 'privileges must be a list of names';
  const wrong = privileges.find((privilege) => !isPrivilege(privilege));
  if (wrong !== undefined) return `'${wrong}' is no privilege: known are ${Object.keys(privilegeFlags).join(', ')}`;
  const problem = credentialsProblem({ tenant, name });
  return problem ?? { tenant, name, password: hash, privileges: privileges.filter(isPrivilege) };
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
