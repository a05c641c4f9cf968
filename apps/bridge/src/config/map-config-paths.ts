import type { BridgeConfig } from './bridge-config.ts';
import { type MapPath, mapFile } from './config-paths.ts';

/** Returns the configuration with each of its paths mapped: to resolve them, or to look at what is there. */
export function mapConfigPaths(config: BridgeConfig, map: MapPath): BridgeConfig {
  const { journal, upstreams, http, sinks, usersFile } = config;
  return {
    ...config,
    journal: {
      ...journal,
      directory:
        journal.engine === 'sqlite' ? map('journal.directory', journal.directory, 'folder') : journal.directory,
      credentialsFile: mapFile(map, 'journal.credentialsFile', journal.credentialsFile, 'secret'),
    },
    upstreams: upstreams.map((upstream, index) => ({
      ...upstream,
      passwordFile: mapFile(map, `upstreams[${index}].passwordFile`, upstream.passwordFile, 'secret'),
    })),
    http: { ...http, tokensFile: mapFile(map, 'http.tokensFile', http.tokensFile, 'secret') },
    sinks: sinks.map((sink, index) => ({
      ...sink,
      receiver: sink.receiver.mapPaths((key, path, use) => map(`sinks[${index}].${key}`, path, use)),
    })),
    usersFile: mapFile(map, 'usersFile', usersFile),
  };
}
