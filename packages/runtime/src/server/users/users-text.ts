import { type Privilege, SdmpError } from '@sdmp/protocol';
import { hashPassword, type ScryptParameters } from './password-hash.ts';
import { credentialsProblem } from '../../credentials-problem.ts';
import { formatEntry, parseEntry, type UserEntry, userKey } from './user-entry.ts';

/** Largest list of users that is read, characters: room for a hundred thousand. */
export const maxUsersLength = 32 * 1024 * 1024;

/**
 * Reads a list of users: a JSON object a line, `{"tenant","name","password","privileges"}`; empty lines and those that begin
 * with # are passed over. Throws `USERS_INVALID`, which names `place`, the line and the cause.
 */
export function parseUsers(text: string, place: string): readonly UserEntry[] {
  if (text.length > maxUsersLength) throw invalid(place, `it is longer than ${maxUsersLength} characters`);
  const found = new Map<string, UserEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!isEntryLine(line)) continue;
    const entry = parseEntry(line);
    if (typeof entry === 'string') throw invalid(`${place}:${index + 1}`, entry);
    const key = userKey(entry.tenant, entry.name);
    if (found.has(key)) throw invalid(`${place}:${index + 1}`, 'this user is there already');
    found.set(key, entry);
  }
  return [...found.values()];
}

/** Identifies a user: names are unique within a tenant. */
export interface UserName {
  /** Tenant of the user (TD). */
  readonly tenant: string;
  /** Name of the user (UI). */
  readonly name: string;
}

/** A user to be added to a list of users. */
export interface NewUser extends UserName {
  /** Password in plain text; the list holds its scrypt hash alone. */
  readonly password: string;
  /** Privileges that US grants. Default: none. */
  readonly privileges?: readonly Privilege[];
}

/** Options of `withUser`. */
export interface WithUserOptions {
  /** What the list is called in errors. */
  readonly place: string;
  /** Whether a user who is there gets the new password and privileges. Default false: that is an error. */
  readonly replace?: boolean;
  /** Default: `defaultScryptParameters`. */
  readonly parameters?: ScryptParameters;
}

/**
 * A list of users with one more, or one changed; other lines stay as they are. Rejects with `INVALID_ARGUMENT` for values
 * that no UA can hold and for a user who is there, and with `USERS_INVALID` for a list that is wrong.
 */
export async function withUser(text: string, user: NewUser, options: WithUserOptions): Promise<string> {
  const { tenant, name, password, privileges = [] } = user;
  const { place, replace = false, parameters } = options;
  const problem = credentialsProblem(user);
  if (problem !== undefined) throw new SdmpError('INVALID_ARGUMENT', problem);
  parseUsers(text, place);
  const lines = linesOf(text);
  const at = lines.findIndex((line) => isOf(line, user));
  if (at >= 0 && !replace) {
    throw new SdmpError(
      'INVALID_ARGUMENT',
      `${place} has the user ${name} of tenant ${tenant} already: replace him, or choose another name`,
    );
  }
  const line = formatEntry({ tenant, name, password: await hashPassword(password, parameters), privileges });
  return textOf(at < 0 ? [...lines, line] : lines.with(at, line));
}

/** A list without a user; undefined when there is none of that name. Throws `USERS_INVALID`. */
export function withoutUser(text: string, user: UserName, place: string): string | undefined {
  parseUsers(text, place);
  const lines = linesOf(text);
  const kept = lines.filter((line) => !isOf(line, user));
  return kept.length === lines.length ? undefined : textOf(kept);
}

function isEntryLine(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

function isOf(line: string, { tenant, name }: UserName): boolean {
  if (!isEntryLine(line)) return false;
  const entry = parseEntry(line);
  return typeof entry !== 'string' && entry.tenant === tenant && entry.name === name;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function invalid(place: string, what: string): SdmpError {
  return new SdmpError('USERS_INVALID', `${place} is no list of users: ${what}`);
}
