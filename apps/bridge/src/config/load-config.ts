import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { describeError } from '@sdmp/terminal';
import type { BridgeConfig } from './bridge-config.ts';
import { UnreadableConfigError } from './config-error.ts';
import type { Environment } from './environment.ts';
import { type ConfigFile, parseConfigFile } from './parse-config.ts';
import type { SinkConfig } from './sink-config.ts';

/** Reads a configuration file; its paths are relative to it. Throws `UnreadableConfigError`, `InvalidConfigError`. */
export async function loadConfig(file: string, environment: Environment): Promise<ConfigFile> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UnreadableConfigError(`the configuration cannot be read: ${describeError(cause)}`, { cause });
  }
  const { config, written } = parseConfigFile(source, file, environment);
  return { config: withPathsFrom(dirname(file), config), written };
}

function withPathsFrom(folder: string, config: BridgeConfig): BridgeConfig {
  const { journal, http, sinks, upstreams, usersFile } = config;
  const { tokensFile } = http;
  return {
    ...config,
    journal: journalFrom(folder, journal),
    ...(usersFile === undefined ? {} : { usersFile: resolve(folder, usersFile) }),
    upstreams: upstreams.map((upstream) =>
      upstream.passwordFile === undefined
        ? upstream
        : { ...upstream, passwordFile: resolve(folder, upstream.passwordFile) },
    ),
    http: tokensFile === undefined ? http : { ...http, tokensFile: resolve(folder, tokensFile) },
    sinks: sinks.map((sink) => ({ ...sink, receiver: receiverFrom(folder, sink.receiver) })),
  };
}

function journalFrom(folder: string, journal: BridgeConfig['journal']): BridgeConfig['journal'] {
  const { directory, credentialsFile } = journal;
  return {
    ...journal,
    directory: resolve(folder, directory),
    ...(credentialsFile === undefined ? {} : { credentialsFile: resolve(folder, credentialsFile) }),
  };
}

function receiverFrom(folder: string, receiver: SinkConfig['receiver']): SinkConfig['receiver'] {
  const path = (name: string): string => resolve(folder, name);
  switch (receiver.kind) {
    case 'webhook':
      return { ...receiver, secretFiles: receiver.secretFiles.map(path) };
    case 'postgres':
      return {
        ...receiver,
        urlFile: receiver.urlFile === undefined ? undefined : path(receiver.urlFile),
        passwordFile: receiver.passwordFile === undefined ? undefined : path(receiver.passwordFile),
      };
    case 'nats':
      return receiver.credentialsFile === undefined
        ? receiver
        : { ...receiver, credentialsFile: path(receiver.credentialsFile) };
    case 'files':
      return { ...receiver, directory: path(receiver.directory) };
    case 'kafka':
      return kafkaFrom(path, receiver);
    case 'standardOutput':
      return receiver;
  }
}

type KafkaReceiver = Extract<SinkConfig['receiver'], { readonly kind: 'kafka' }>;

function kafkaFrom(path: (name: string) => string, receiver: KafkaReceiver): KafkaReceiver {
  const { tls, sasl } = receiver;
  const pathIfGiven = (name: string | undefined) => (name === undefined ? undefined : path(name));
  return {
    ...receiver,
    tls: tls && {
      caFile: pathIfGiven(tls.caFile),
      certificateFile: pathIfGiven(tls.certificateFile),
      keyFile: pathIfGiven(tls.keyFile),
    },
    sasl: sasl && { ...sasl, passwordFile: path(sasl.passwordFile) },
  };
}
