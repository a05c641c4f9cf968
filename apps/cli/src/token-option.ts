import { exposureWarning, readSecretFile, say, type Terminal } from '@sdmp/terminal';
import type { Command } from 'commander';

export interface TokenOptions {
  readonly tokenFile?: string;
}

/** Adds `--token-file`. */
export function addTokenOption(command: Command): Command {
  return command.option('--token-file <file>', 'file whose one line is the token of the HTTP API');
}

/** Reads the token; undefined without `--token-file`. */
export async function readToken({ tokenFile }: TokenOptions, terminal: Terminal): Promise<string | undefined> {
  if (tokenFile === undefined) return undefined;
  return readSecretFile(tokenFile, (path) => say(terminal, exposureWarning(path)));
}

/** Whether a target is an HTTP API, and no service or folder. */
export function isHttpTarget(target: string): boolean {
  return /^https?:\/\//i.test(target);
}

/** In front of each route of the API. */
export const apiPath = '/api/v1';
