import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { describeError } from '@sdmp/terminal';
import type { BridgeConfig } from './bridge-config.ts';
import { UnreadableConfigError } from './config-error.ts';
import { parseConfig } from './parse-config.ts';

/** Reads a configuration file; the journal's folder is relative to it. Throws `UnreadableConfigError`, `InvalidConfigError`. */
export async function loadConfig(file: string): Promise<BridgeConfig> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UnreadableConfigError(`the configuration cannot be read: ${describeError(cause)}`, { cause });
  }
  const config = parseConfig(source, file);
  const directory = resolve(dirname(file), config.journal.directory);
  return { ...config, journal: { ...config.journal, directory } };
}
