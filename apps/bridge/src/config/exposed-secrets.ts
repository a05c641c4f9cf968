import { stat } from 'node:fs/promises';
import { isExposed } from '@sdmp/terminal';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import type { BridgeConfig } from './bridge-config.ts';
import { mapConfigPaths } from './map-config-paths.ts';

/**
 * Reports each file of the configuration that holds a secret and that every user of the machine may read. The users file is not
 * among them: it is looked at each time that it is read.
 */
export async function reportExposedSecrets(config: BridgeConfig, events: BridgeEventLog): Promise<void> {
  const files = new Set<string>();
  mapConfigPaths(config, (_, path, use) => {
    if (use === 'secret') files.add(path);
    return path;
  });
  for (const file of files) {
    // One that cannot be read is reported by what needs it.
    const status = await stat(file).catch(() => undefined);
    if (status !== undefined && isExposed(status)) events.report('secretsExposed', { file });
  }
}
