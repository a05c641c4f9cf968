import type { BridgeConfig } from './bridge-config.ts';
import { type MapPath, mapFile } from './config-paths.ts';
import { mapTlsPaths } from './tls-config.ts';

/** Returns the configuration with each of its paths mapped: to resolve them, or to look at what is there. */
export function mapConfigPaths(config: BridgeConfig, map: MapPath): BridgeConfig {
  const { journal, upstreams, listen, http, sinks, reports, usersFile, rulesFile, dataFile } = config;
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
      tls: mapTlsPaths(map, `upstreams[${index}].tls`, upstream.tls),
    })),
    listen: listen.map((each, index) => ({ ...each, tls: mapTlsPaths(map, `listen[${index}].tls`, each.tls) })),
    http: {
      ...http,
      tokensFile: mapFile(map, 'http.tokensFile', http.tokensFile, 'secret'),
      tls: mapTlsPaths(map, 'http.tls', http.tls),
    },
    sinks: sinks.map((sink, index) => ({
      ...sink,
      receiver: sink.receiver.mapPaths((key, path, use) => map(`sinks[${index}].${key}`, path, use)),
    })),
    reports: reports && { ...reports, directory: mapFile(map, 'reports.directory', reports.directory, 'folder') },
    usersFile: mapFile(map, 'usersFile', usersFile),
    rulesFile: mapFile(map, 'rulesFile', rulesFile),
    dataFile: mapFile(map, 'dataFile', dataFile),
  };
}
