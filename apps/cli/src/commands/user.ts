import { isPrivilege, type Privilege, privilegeFlags } from '@sdmp/protocol';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { asGroup, subcommand } from './subcommands.ts';
import { type AddUserOptions, addUser, listUsers, type NamedUserOptions, removeUser } from '../user/edit-users.ts';

const what = 'add, remove or list';

const help = `
FILE is for 'sdmp serve --users FILE': a JSON object a line, with the password's scrypt hash. A running service sees a change
within two seconds, and closes sockets of users who were removed or changed. The tenant landlord sees every tenant.

Examples:
  sdmp user add users.jsonl --tenant north --name ann --password-file ann.txt
  sdmp user add users.jsonl --tenant landlord --name SYSTEM --password-file system.txt --privileges campaignAdmin
  sdmp user remove users.jsonl --tenant north --name ann
  sdmp user list users.jsonl`;

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', help), what);
  for (const add of [addAdd, addRemove, addList]) add(command, context);
}

function userCommand(parent: Command, name: string, summary: string): Command {
  return subcommand(parent, name, summary)
    .argument('<file>', 'users file, as given to sdmp serve --users')
    .addHelpText('after', help);
}

function named(command: Command): Command {
  return command
    .requiredOption('--tenant <name>', 'tenant of the user; landlord is above all tenants')
    .requiredOption('--name <name>', 'name of the user');
}

function addAdd(parent: Command, { terminal, finish }: CommandContext): void {
  named(userCommand(parent, 'add', 'write a user into the file'))
    .requiredOption('--password-file <file>', 'file whose one line is the password')
    .option('--privileges <names>', `of ${Object.keys(privilegeFlags).join(', ')}; separated by commas`, readPrivileges)
    .option('--replace', 'give a user who is there this password and these privileges')
    .action(async (file: string, options: AddUserOptions) => {
      await addUser(file, options, terminal);
      finish(0);
    });
}

function addRemove(parent: Command, { terminal, finish }: CommandContext): void {
  named(userCommand(parent, 'remove', 'take a user out of the file')).action(
    async (file: string, options: NamedUserOptions) => {
      await removeUser(file, options, terminal);
      finish(0);
    },
  );
}

function addList(parent: Command, { terminal, finish }: CommandContext): void {
  userCommand(parent, 'list', 'print who is in the file, without passwords').action(async (file: string) => {
    await listUsers(file, terminal);
    finish(0);
  });
}

function readPrivileges(text: string): readonly Privilege[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !isPrivilege(name));
  if (wrong === undefined) return names.filter(isPrivilege);
  throw new InvalidArgumentError(`'${wrong}' is none; known are ${Object.keys(privilegeFlags).join(', ')}.`);
}
