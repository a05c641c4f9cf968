import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { describeError, formatEndpoint, say, type Terminal } from '@sdmp/terminal';
import type { BridgeConfig } from '../config/bridge-config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { SinkConfig } from '../config/sink-config.ts';

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
    ...secretFiles(config).map(([key, path]) => unreadable(key, path)),
    ...folders(config).map(([key, path]) => unwritable(key, path)),
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

type Place = readonly [key: string, path: string];

function secretFiles({ http: { tokensFile }, sinks, upstreams, usersFile }: BridgeConfig): readonly Place[] {
  return [
    ...(usersFile === undefined ? [] : [['usersFile', usersFile] as const]),
    ...upstreams.flatMap(({ passwordFile }, index): Place[] =>
      passwordFile === undefined ? [] : [[`upstreams[${index}].passwordFile`, passwordFile]],
    ),
    ...(tokensFile === undefined ? [] : [['http.tokensFile', tokensFile] as const]),
    ...sinks.flatMap(({ receiver }, index) => filesOf(receiver).map((path): Place => [`sinks[${index}]`, path])),
  ];
}

function filesOf(receiver: SinkConfig['receiver']): readonly string[] {
  switch (receiver.kind) {
    case 'webhook':
      return receiver.secretFiles;
    case 'postgres':
      return [receiver.urlFile, receiver.passwordFile].filter((file) => file !== undefined);
    case 'nats':
      return receiver.credentialsFile === undefined ? [] : [receiver.credentialsFile];
    case 'kafka': {
      const { tls, sasl } = receiver;
      const files = [tls?.caFile, tls?.certificateFile, tls?.keyFile, sasl?.passwordFile];
      return files.filter((file) => file !== undefined);
    }
    default:
      return [];
  }
}

function folders({ journal, sinks }: BridgeConfig): readonly Place[] {
  return [
    ['journal.directory', journal.directory],
    ...sinks.flatMap(({ receiver }, index): Place[] =>
      receiver.kind === 'files' ? [[`sinks[${index}].files.directory`, receiver.directory]] : [],
    ),
  ];
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

async function unreachable({ name, host, port }: BridgeConfig['upstreams'][number]): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connect({ host, port, timeout: answerMs });
  const place = `upstream ${name}, ${formatEndpoint({ host, port })}`;
  socket.once('connect', () => resolve(undefined));
  socket.once('timeout', () => resolve(`${place}: no answer within ${answerMs / 1000} s`));
  socket.once('error', (error) => resolve(`${place}: ${describeError(error)}`));
  const trouble = await promise;
  socket.destroy();
  return trouble;
}

function contents({ upstreams, listen, sinks }: BridgeConfig): string {
  return [counted(upstreams.length, 'dialer'), counted(listen.length, 'listener'), counted(sinks.length, 'sink')].join(
    ', ',
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
