import { defaultTenant } from '@sdmp/protocol';
import { exposureWarning, readSecretFile, say, type Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError } from 'commander';

export interface CredentialsOptions {
  readonly user?: string;
  readonly passwordFile?: string;
  readonly userTenant?: string;
  readonly tenant?: string;
}

/** Who a command authenticates as. */
export interface ReadCredentials {
  readonly tenantDescriptor: string;
  readonly userIdentifier: string;
  readonly password: string;
}

/** Adds `--user`, `--password-file` and `--user-tenant`. */
export function addCredentialsOptions(command: Command): Command {
  return command
    .option('--user <name>', 'authenticate as this user (needs --password-file)')
    .option('--password-file <file>', 'file whose one line is the password')
    .option('--user-tenant <name>', `tenant of the user (default: that of --tenant, or ${defaultTenant})`);
}

/** Reads the password; undefined without `--user`. */
export async function readCredentials(
  options: CredentialsOptions,
  terminal: Terminal,
): Promise<ReadCredentials | undefined> {
  const { user, passwordFile, userTenant, tenant } = options;
  if (user === undefined && passwordFile === undefined && userTenant === undefined) return undefined;
  if (user === undefined || passwordFile === undefined) {
    throw new InvalidArgumentError('--user and --password-file go together');
  }
  const password = await readSecretFile(passwordFile, (path) => say(terminal, exposureWarning(path)));
  return { tenantDescriptor: userTenant ?? tenant ?? defaultTenant, userIdentifier: user, password };
}
