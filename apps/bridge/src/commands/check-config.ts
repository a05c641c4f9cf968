import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dial } from '@sdmp/dial';
import { dirname } from 'node:path';
import { tlsDialOptions } from '@sdmp/runtime';
import { describeError, formatEndpoint, say, type Terminal } from '@sdmp/terminal';
import type { BridgeConfig } from '../config/bridge-config.ts';
import type { PathUse } from '../config/config-paths.ts';
import { clientTls } from '../config/tls-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { mapConfigPaths } from '../config/map-config-paths.ts';

export interface CheckOptions {
  /** Whether dialers are called too. */
  readonly connect?: boolean;
}

/** How long a dialer may take to answer a call, milliseconds. */
const answerMs = 3000;

/**
 * Says whether a bridge of this configuration could start, a line for each thing that hinders it. Rejects with
 * `ConfigCheckError` when there is any.
 */
export async function checkConfig(file: string, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { config } = await loadConfig(file, terminal.environment);
  const troubles = await Promise.all([
    ...pathsOf(config).map(unusable),
    ...(options.connect === true ? config.upstreams.map(unreachable) : []),
  ]);
  const found = troubles.filter((trouble) => trouble !== undefined);
  for (const trouble of found) say(terminal, `${file}: ${trouble}`);
  if (found.length > 0) throw new ConfigCheckError();
  await terminal.output.write(`${file} is right: ${contents(config)}\n`);
}

/** What was found has been said. */
export class ConfigCheckError extends Error {
  override readonly name = 'ConfigCheckError';
}

/** A path of the configuration, by the key that names it. */
interface NamedPath {
  readonly key: string;
  readonly path: string;
  readonly use: PathUse;
}

function pathsOf(config: BridgeConfig): readonly NamedPath[] {
  const found: NamedPath[] = [];
  mapConfigPaths(config, (key, path, use) => {
    found.push({ key, path, use });
    return path;
  });
  return found;
}

function unusable({ key, path, use }: NamedPath): Promise<string | undefined> {
  return use === 'folder' ? unwritable(key, path) : unreadable(key, path);
}

async function unreadable(key: string, path: string): Promise<string | undefined> {
  return access(path, constants.R_OK).then(
    () => undefined,
    (error: unknown) => `${key}: ${describeError(error)}`,
  );
}

/** A folder that is not there is made at the start: what holds it must let that happen. */
async function unwritable(key: string, path: string): Promise<string | undefined> {
  try {
    await access(path, constants.W_OK);
    return undefined;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && dirname(path) !== path) return unwritable(key, dirname(path));
    return `${key}: ${describeError(error)}`;
  }
}

async function unreachable({ name, host, port, tls }: BridgeConfig['upstreams'][number]): Promise<string | undefined> {
  const place = `upstream ${name}, ${formatEndpoint({ host, port })}`;
  const signal = AbortSignal.timeout(answerMs);
  try {
    const secure = tls === undefined ? undefined : await tlsDialOptions(clientTls(tls));
    (await dial({ host, port, signal, tls: secure })).destroy();
    return undefined;
  } catch (error) {
    return signal.aborted ? `${place}: no answer within ${answerMs / 1000} s` : `${place}: ${describeError(error)}`;
  }
}

function contents({ upstreams, listen, sinks }: BridgeConfig): string {
  return [counted(upstreams.length, 'dialer'), counted(listen.length, 'listener'), counted(sinks.length, 'sink')].join(
    ', ',
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
