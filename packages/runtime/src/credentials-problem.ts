import { type MessageDefinition, release, separator, userAuthenticate } from '@sdmp/protocol';

const { parameters }: MessageDefinition = userAuthenticate;
const message = release().message(userAuthenticate);

/** What is wrong with a value of UA, in words without the value; undefined when it is right. */
function problemOf(member: 'tenantDescriptor' | 'userIdentifier' | 'password', value: string): string | undefined {
  const code = parameters.find(({ name }) => name === member)?.code ?? '';
  const holdsEnd = [separator, '\0', '\r', '\n'].some((end) => value.includes(end));
  if (holdsEnd) return `${code} (${member}) must not hold a backslash, CR, LF or NUL`;
  if (!value.isWellFormed()) return `${code} (${member}) must not hold half of a surrogate pair`;
  return message?.checkValue(code, value, 'write')?.message;
}

export interface PlainCredentials {
  readonly tenant: string;
  readonly name: string;
  readonly password?: string;
}

/** Why these can stand in no UA, in words without their values; undefined when they can. */
export function credentialsProblem({ tenant, name, password }: PlainCredentials): string | undefined {
  return (
    problemOf('tenantDescriptor', tenant) ??
    problemOf('userIdentifier', name) ??
    (password === undefined ? undefined : problemOf('password', password))
  );
}
