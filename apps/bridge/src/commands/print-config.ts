import type { Terminal } from '@sdmp/terminal';
import { stringify } from 'yaml';
import { effectiveConfig } from '../config/effective-config.ts';
import { configJsonSchema } from '../config/json-schema.ts';
import { loadConfig } from '../config/load-config.ts';

/** Prints a configuration with every default in it, as YAML. */
export async function printConfig(file: string, terminal: Terminal): Promise<void> {
  const { config, written } = await loadConfig(file, terminal.environment);
  await terminal.output.write(stringify(effectiveConfig(written, config)));
}

/** Prints the JSON Schema of configurations, for editors. */
export async function printConfigSchema(terminal: Terminal): Promise<void> {
  await terminal.output.write(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
}
