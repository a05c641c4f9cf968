import { defaultTenant, describeValue, type ParameterDefinition, release, userAuthenticate } from '@sdmp/protocol';
import { z } from 'zod';
import { text } from './field.ts';
import { filePath } from './config-paths.ts';

type ParameterName = (typeof userAuthenticate)['parameters'][number]['name'];

function parameterNamed(wanted: ParameterName): ParameterDefinition {
  const found = userAuthenticate.parameters.find(({ name }) => name === wanted);
  if (found === undefined) throw new RangeError(`UA has no ${wanted}`);
  return found;
}

function isValid({ code }: ParameterDefinition, value: string): boolean {
  if (/[\\\r\n\0]/.test(value)) return false;
  return release().message(userAuthenticate)?.checkValue(code, value, 'write') === undefined;
}

function right(parameter: ParameterDefinition): string {
  return `text of ${describeValue(parameter)}, without backslash and line end`;
}

/** Text that goes into a UA; the protocol says what is right. */
function credentialText(name: ParameterName): z.ZodType<string> {
  const parameter = parameterNamed(name);
  return text(right(parameter), (value) => isValid(parameter, value));
}

/** As the others, but what is wrong is not repeated. */
const password: z.ZodType<string> = z
  .unknown()
  .transform((value, context) => {
    const parameter = parameterNamed('password');
    if (typeof value === 'string' && isValid(parameter, value)) return value;
    context.addIssue({ code: 'custom', message: `must be ${right(parameter)}; a number must be in quotes` });
    return z.NEVER;
  })
  .meta({ type: 'string', writeOnly: true });

export const credentialsShape = {
  user: credentialText('userIdentifier')
    .optional()
    .describe('Authenticate at the dialer as this user, with passwordFile or password. Default: not at all.'),
  userTenant: credentialText('tenantDescriptor')
    .optional()
    .describe(`Tenant of the user; landlord is above all tenants. Default: tenant, or ${defaultTenant}.`),
  passwordFile: filePath
    .optional()
    .describe('A file whose one line is the password; read at the start and at each hangup.'),
  password: password
    .optional()
    .describe('The password itself, best as ${NAME} from the environment. passwordFile keeps it out of this file.'),
} as const;

export interface CredentialsConfig {
  readonly user?: string | undefined;
  readonly userTenant?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly password?: string | undefined;
}

/** What does not fit together, with the key it is said of; undefined when all does. */
export function credentialsProblem({
  user,
  userTenant,
  passwordFile,
  password: given,
}: CredentialsConfig): readonly [key: keyof CredentialsConfig, message: string] | undefined {
  const hasPassword = passwordFile !== undefined || given !== undefined;
  if (passwordFile !== undefined && given !== undefined) return ['password', 'and passwordFile are one too many'];
  if (user !== undefined && !hasPassword) return ['user', 'needs passwordFile or password'];
  if (user === undefined && hasPassword) return [given === undefined ? 'passwordFile' : 'password', 'needs user'];
  return user === undefined && userTenant !== undefined ? ['userTenant', 'needs user'] : undefined;
}
