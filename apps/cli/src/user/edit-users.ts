import { permissionFlagsOf, type Privilege, SdmpError } from '@sdmp/protocol';
import { parseUsers, withoutUser, withUser } from '@sdmp/runtime/users';
import { editFile, exposureWarning, readSecretFile, readTextFile, say, type Terminal } from '@sdmp/terminal';

export interface NamedUserOptions {
  readonly tenant: string;
  readonly name: string;
}

export interface AddUserOptions extends NamedUserOptions {
  readonly passwordFile: string;
  readonly privileges?: readonly Privilege[];
  readonly replace?: true;
}

/** Writes a user into a users file, which is made when it is not there. */
export async function addUser(place: string, options: AddUserOptions, terminal: Terminal): Promise<void> {
  const { tenant, name, passwordFile, privileges = [], replace = false } = options;
  const password = await readSecretFile(passwordFile, (path) => say(terminal, exposureWarning(path)));
  await editFile(place, (text) => withUser(text, { tenant, name, password, privileges }, { place, replace }));
  say(terminal, `User ${name} of tenant ${tenant} is in ${place}.`);
}

/** Removes a user from a users file. Their open sockets stay open. */
export async function removeUser(place: string, { tenant, name }: NamedUserOptions, terminal: Terminal): Promise<void> {
  await editFile(place, (text) => {
    const without = withoutUser(text, { tenant, name }, place);
    if (without !== undefined) return without;
    throw new SdmpError('INVALID_ARGUMENT', `${place} has no user ${name} of tenant ${tenant}`);
  });
  say(terminal, `User ${name} of tenant ${tenant} is gone from ${place}; sockets of theirs that are open are closed.`);
}

/** Prints the users of a file, a JSON object a line, without their passwords. */
export async function listUsers(place: string, terminal: Terminal): Promise<void> {
  const lines = parseUsers(await readTextFile(place), place).map(({ tenant, name, privileges }) =>
    JSON.stringify({ tenant, name, privileges, permissionFlags: permissionFlagsOf(privileges) }),
  );
  await terminal.output.write(lines.map((line) => `${line}\n`).join(''));
}
