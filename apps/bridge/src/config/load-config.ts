import { dirname, resolve } from 'node:path';
import { describeError, readTextFile } from '@sdmp/terminal';
import { InvalidConfigError, UnreadableConfigError } from './config-error.ts';
import type { Environment } from './environment.ts';
import { readInstallationFiles } from './installation-config.ts';
import { mapConfigPaths } from './map-config-paths.ts';
import { type ConfigFile, parseConfigFile } from './parse-config.ts';

/** Reads a configuration file and what it says in files of rules and data; paths are relative to it. Throws `UnreadableConfigError`, `InvalidConfigError`. */
export async function loadConfig(file: string, environment: Environment): Promise<ConfigFile> {
  let source: string;
  try {
    source = await readTextFile(file);
  } catch (cause) {
    throw new UnreadableConfigError(`the configuration cannot be read: ${describeError(cause)}`, { cause });
  }
  const parsed = parseConfigFile(source, file, environment);
  const folder = dirname(file);
  const config = mapConfigPaths(parsed.config, (_, path) => resolve(folder, path));
  const { read, problems } = await readInstallationFiles(config);
  if (problems.length > 0) {
    const placed = problems.map((problem) => ({ ...problem, ...parsed.placeOf([problem.key]) }));
    throw new InvalidConfigError(file, placed, parsed.written);
  }
  return { ...parsed, config: { ...config, ...read } };
}
