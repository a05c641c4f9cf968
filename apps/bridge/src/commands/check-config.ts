import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dial } from '@sdmp/dial';
import { countOf } from '@sdmp/events';
import { dirname, resolve } from 'node:path';
import { tlsDialOptions } from '@sdmp/runtime/client';
import { parseUsers } from '@sdmp/runtime/users';
import { describeError, formatEndpoint, readTextFile, say, type Terminal } from '@sdmp/terminal';
import type { BridgeConfig } from '../config/bridge-config.ts';
import type { PathUse } from '../config/config-paths.ts';
import { InvalidConfigError } from '../config/config-error.ts';
import { clientTls } from '../config/tls-config.ts';
import { TokenList } from '../http/access/token-list.ts';
import { loadConfig } from '../config/load-config.ts';
import { mapConfigPaths } from '../config/map-config-paths.ts';
import { ConfigCheckError } from './config-check-error.ts';

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
  const { config } = await loadChecked(file, terminal);
  const troubles = await Promise.all([
    ...pathsOf(config).map(unusable),
    ...contentsOf(config).map(wrong),
    ...(options.connect === true ? config.upstreams.map(unreachable) : []),
  ]);
  const found = troubles.filter((trouble) => trouble !== undefined);
  for (const trouble of found) say(terminal, `${file}: ${trouble}`);
  if (found.length > 0) throw new ConfigCheckError();
  await terminal.output.write(`${file} is right: ${contents(config)}\n`);
}

/** Reads the configuration. Of one that is wrong the files are looked at all the same, so that everything is said at once. */
async function loadChecked(file: string, terminal: Terminal): ReturnType<typeof loadConfig> {
  try {
    return await loadConfig(file, terminal.environment);
  } catch (error) {
    if (error instanceof InvalidConfigError) {
      const folder = dirname(file);
      const looking = namedFiles(error.written).map(({ key, path }) => unreadable(key, resolve(folder, path)));
      for (const trouble of await Promise.all(looking)) if (trouble !== undefined) say(terminal, `${file}: ${trouble}`);
    }
    throw error;
  }
}

/** Returns every file that a configuration names, by the keys that end in File or Files, without those whose variables are not set. */
function namedFiles(value: unknown, place = ''): readonly Omit<NamedPath, 'use'>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: readonly [string, unknown]) => {
    const key = Array.isArray(value) ? `${place}[${name}]` : place === '' ? name : `${place}.${name}`;
    if (typeof each !== 'string') return namedFiles(each, key);
    return /Files?(?:\[\d+\])?$/.test(key) && each !== '' && !each.includes('${') ? [{ key, path: each }] : [];
  });
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

/** Files whose content the bridge takes at its start, each with what reads it. */
function contentsOf({ http, usersFile }: BridgeConfig): readonly FileContent[] {
  const { tokensFile } = http;
  return [
    ...(tokensFile === undefined ? [] : [{ key: 'http.tokensFile', path: tokensFile, parse: parseTokens }]),
    ...(usersFile === undefined ? [] : [{ key: 'usersFile', path: usersFile, parse: parseUsers }]),
  ];
}

function parseTokens(text: string, path: string): TokenList {
  return TokenList.parse(text, path);
}

interface FileContent {
  readonly key: string;
  readonly path: string;
  readonly parse: (text: string, path: string) => unknown;
}

/** A file that cannot be read, or is empty, is named where all paths are looked at. */
async function wrong({ key, path, parse }: FileContent): Promise<string | undefined> {
  const text = await readTextFile(path).catch(() => '');
  if (text === '') return undefined;
  try {
    parse(text, path);
    return undefined;
  } catch (error) {
    return `${key}: ${describeError(error)}`;
  }
}

function unusable({ key, path, use }: NamedPath): Promise<string | undefined> {
  return use === 'folder' ? unwritable(key, path) : unreadable(key, path);
}

async function unreadable(key: string, path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    const status = await stat(path);
    if (status.isDirectory()) return `${key}: ${path}: is a folder`;
    return status.isFile() && status.size === 0 ? `${key}: ${path}: is empty` : undefined;
  } catch (error) {
    return `${key}: ${describeError(error)}`;
  }
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
  return [countOf(upstreams.length, 'dialer'), countOf(listen.length, 'listener'), countOf(sinks.length, 'sink')].join(
    ', ',
  );
}
