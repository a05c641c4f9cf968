import { dirname, resolve } from 'node:path';
import { describeError, readTextFile } from '@sdmp/terminal';
import { UnreadableConfigError } from './config-error.ts';
import type { Environment } from './environment.ts';
import { mapConfigPaths } from './map-config-paths.ts';
import { type ConfigFile, parseConfigFile } from './parse-config.ts';

/** Reads a configuration file; its paths are relative to it. Throws `UnreadableConfigError`, `InvalidConfigError`. */
export async function loadConfig(file: string, environment: Environment): Promise<ConfigFile> {
  let source: string;
  try {
    source = await readTextFile(file);
  } catch (cause) {
    throw new UnreadableConfigError(`the configuration cannot be read: ${describeError(cause)}`, { cause });
  }
  const { config, written } = parseConfigFile(source, file, environment);
  const folder = dirname(file);
  return { config: mapConfigPaths(config, (_, path) => resolve(folder, path)), written };
}
