import { defaultTenant, landlordTenant } from '@sdmp/protocol';
import type { ClientOptions } from '@sdmp/runtime';
import { describeError, readSecretFile } from '@sdmp/terminal';
import type { UpstreamConfig } from '../config/upstream-config.ts';

/** An upstream whose password has been read: another password makes another upstream of it. */
export interface WithCredentials {
  readonly credentials: ClientOptions['credentials'];
}

/** Reads the passwords that the upstreams name. Rejects with the first that cannot be read. */
export function readCredentials<Config extends UpstreamConfig>(
  configs: readonly Config[],
): Promise<readonly (Config & WithCredentials)[]> {
  return Promise.all(configs.map(async (config) => ({ ...config, credentials: await credentialsOf(config) })));
}

async function credentialsOf(config: UpstreamConfig): Promise<ClientOptions['credentials']> {
  const { name, user, userTenant, tenant, passwordFile } = config;
  if (user === undefined) return undefined;
  let { password = '' } = config;
  if (passwordFile !== undefined) {
    password = await readSecretFile(passwordFile).catch((cause: unknown) => {
      throw new Error(`the password of upstream ${name} cannot be read: ${describeError(cause)}`, { cause });
    });
  }
  return { tenantDescriptor: userTenant ?? tenant ?? defaultTenant, userIdentifier: user, password };
}

/** Whose the outcomes are that name no tenant; undefined when that cannot be told. */
export function tenantOfOutcomes({ tenant, credentials }: UpstreamConfig & WithCredentials): string | undefined {
  const own = credentials?.tenantDescriptor;
  return tenant ?? (own === landlordTenant ? undefined : own);
}
