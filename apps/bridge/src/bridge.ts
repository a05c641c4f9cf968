import { type Journal, type JournalEventLog, journalEvents, openSqliteJournal } from '@sdmp/journal';
import type { BridgeConfig } from './config/bridge-config.ts';
import { serviceLimits } from './config/limits-config.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Writable } from 'node:stream';
import { EventLog } from '@sdmp/events';
import {
  type ListenAddress,
  type UserProvider,
  openUsers,
  startOutcomeService,
  tlsListenerEvents,
} from '@sdmp/runtime';
import { openSinkState } from '@sdmp/sinks';
import { changingFile } from '@sdmp/terminal';
import packageJson from '../package.json' with { type: 'json' };
import { bridgeCallReports } from './call-reports.ts';
import { ClosingStack } from './closing-stack.ts';
import { reportExposedSecrets } from './config/exposed-secrets.ts';
import { serverTls } from './config/tls-config.ts';
import { describeChanges } from './incidents/describe-changes.ts';
import { Incidents } from './incidents/incidents.ts';
import { allEvents } from './log/all-events.ts';
import { type BridgeEventLog, createBridgeEvents } from './log/bridge-events.ts';
import type { FullLogger } from './log/logger.ts';
import { serveHttp } from './serve-http.ts';
import { CurrentRules } from './current-rules.ts';
import { Sinks } from './sinks/sinks.ts';
import { durableAppender } from './upstream/durable-append.ts';
import { Upstreams } from './upstream/upstreams.ts';

/** Opens the journal that the configuration asks for. What NATS needs is loaded only for it. */
async function openJournal({ journal }: BridgeConfig, events: JournalEventLog, signal: AbortSignal): Promise<Journal> {
  const { engine, directory, servers, stream, replicas, credentialsFile } = journal;
  if (engine === 'sqlite') return openSqliteJournal({ directory, events, signal });
  const { openJetStreamJournal } = await import('@sdmp/journal/jetstream');
  return openJetStreamJournal({
    servers,
    stream,
    replicas,
    events,
    signal,
    ...(credentialsFile === undefined ? {} : { credentialsFile }),
  });
}

/** What a running bridge takes over from a new configuration; everything else waits for a restart. */
const applied: ReadonlySet<keyof BridgeConfig> = new Set([
  'upstreams',
  'sinks',
  'rules',
  'rulesFile',
  'data',
  'dataFile',
]);

/** The keys that differ and cannot change while the bridge runs. Of `log`, the level can. */
function needsRestart(before: BridgeConfig, after: BridgeConfig): readonly string[] {
  const keys = (Object.keys({ ...before, ...after }) as (keyof BridgeConfig)[]).filter((key) => !applied.has(key));
  return keys.filter((key) =>
    key === 'log' ? before.log.format !== after.log.format : !isDeepStrictEqual(before[key], after[key]),
  );
}

/** A running bridge. */
export interface Bridge {
  /** Where subscribers connect, in the order of the configuration. */
  readonly addresses: readonly ListenAddress[];
  /** `http://127.0.0.1:8080`; undefined when HTTP is off. */
  readonly httpUrl: string | undefined;
  /** Takes what an operator must hear of. */
  readonly events: BridgeEventLog;
  /** Rejects when outcomes cannot be recorded any more; resolves when the bridge was closed. */
  readonly finished: Promise<void>;
  /** Takes over what can change while it runs, and says in the log what cannot. Subscribers notice nothing. */
  readonly reload: (config: BridgeConfig) => Promise<void>;
  /** Upstreams finish and acknowledge, positions are saved, the journal is closed. */
  readonly close: () => Promise<void>;
}

/** What a bridge meets outside of itself. */
export interface Surroundings {
  readonly logger: FullLogger;
  /** Ends the start when it is aborted. */
  readonly signal: AbortSignal;
  /** Where sinks of that kind print outcomes. */
  readonly output: Writable;
  /** Reads the configuration again and takes it over; resolves to what is wrong with it, a line each. */
  readonly reload: () => Promise<readonly string[]>;
}

/**
 * Starts journal, service, HTTP and upstreams, in this order. Rejects with what hinders the first that cannot start; those
 * before it are closed again.
 */
export async function startBridge(config: BridgeConfig, surroundings: Surroundings): Promise<Bridge> {
  const stack = new ClosingStack();
  try {
    return await assemble(config, surroundings, stack);
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

async function assemble(
  config: BridgeConfig,
  { logger, signal, output, reload }: Surroundings,
  stack: ClosingStack,
): Promise<Bridge> {
  const events = createBridgeEvents(logger);
  await reportExposedSecrets(config, events);
  const usersRead: string[] = [];
  const onUsersRead = (line: string): void => void usersRead.push(line);
  const users = await usersOf(config, { logger, events, onUsersRead });
  const journalLog = new EventLog(journalEvents, { logger });
  const journal = await openJournal(config, journalLog, signal);
  stack.push(async () => {
    await journal.close();
    journalLog.flush();
    events.flush();
  });
  const { directory } = config.journal;
  const incidents = new Incidents({ directory, limits: config.incidents, events, version: packageJson.version });
  stack.push(() => incidents.close());
  const reports = await bridgeCallReports(config, { journal, events: journalLog, logger, signal }, stack);
  const service = await startOutcomeService({
    ...serviceOptions(config, journal, users, logger),
    ...(reports === undefined ? {} : { reports }),
  });
  stack.push(() => service.close());

  const stopping = new AbortController();
  const appender = durableAppender({ journal, events, logger, stopping: stopping.signal });
  const upstreams = new Upstreams({ journal, appender, isShared: config.journal.engine !== 'sqlite', logger, events });
  const sinkState = openSinkState(directory);
  stack.push(() => sinkState.close());
  const sinks = new Sinks({ journal, state: sinkState, logger, output });
  const rules = new CurrentRules(config.rules);
  const httpsLog = new EventLog(tlsListenerEvents, { logger });
  const sinkStatuses = () => sinks.running.map(({ runner }) => runner.status);
  const happened = () =>
    allEvents({
      bridge: events,
      https: httpsLog,
      journal: journalLog,
      service: () => service.status().events,
      upstreams: () => upstreams.statuses,
      sinks: sinkStatuses,
      reports: () => reports?.status().events ?? [],
    });
  const http = await serveHttp(
    config,
    {
      journal,
      journalLog,
      service,
      appender,
      reports,
      rules,
      upstreams,
      reload,
      events,
      httpsLog,
      sinks: () => sinks.running,
      allEvents: happened,
      incidents: incidents.log,
    },
    stack,
  );
  signal.throwIfAborted();

  stack.push(async () => {
    stopping.abort();
    await upstreams.close();
  });
  stack.push(() => sinks.close());
  const plan = async (wanted: BridgeConfig) => {
    const {
      upstreams: dialers,
      http: { tokensFile },
    } = wanted;
    const takeTokens = tokensFile === config.http.tokensFile ? await http?.planTokens() : undefined;
    const changeSinks = await sinks.plan(wanted);
    const changeUpstreams = await upstreams.plan(dialers);
    return async () => ({
      ...(takeTokens === undefined ? {} : { tokens: takeTokens() }),
      sinks: await changeSinks(),
      upstreams: await changeUpstreams(),
    });
  };
  const begin = await plan(config);
  await begin();
  const watched = {
    isJournalWritable: () => appender.isWritable,
    upstreams: () => upstreams.statuses,
    sinks: sinkStatuses,
    subscribers: service.subscribers,
    events: happened,
    usersRead: () => usersRead.splice(0),
  };
  incidents.watch(watched, () => service.clock().retentionWaits === undefined);
  stack.push(() => incidents.stopWatching());
  const finished = Promise.all([upstreams.finished, reports?.finished]).then(() => undefined);
  finished.catch((error: unknown) => incidents.failed(error));
  let current = config;
  let closed: Promise<void> | undefined;
  return {
    addresses: service.addresses,
    httpUrl: http?.url,
    events,
    finished,
    reload: async (wanted) => {
      // What cannot be is found before anything that runs is touched.
      const change = await plan(wanted);
      const kept = needsRestart(current, wanted);
      if (kept.length > 0) logger.warn(`Changes of ${kept.join(', ')} wait for a restart`, { keys: kept });
      current = {
        ...current,
        upstreams: wanted.upstreams,
        sinks: wanted.sinks,
        rules: wanted.rules,
        rulesFile: wanted.rulesFile,
        data: wanted.data,
        dataFile: wanted.dataFile,
        log: { ...current.log, level: wanted.log.level },
      };
      logger.setLevel(wanted.log.level);
      await reportExposedSecrets(wanted, events);
      rules.take(wanted.rules);
      const changes = await incidents.during(change);
      logger.info('The configuration was read again', changes);
      incidents.configured(describeChanges({ ...changes, kept }));
    },
    close: () => {
      closed ??= stack.close();
      return closed;
    },
  };
}

interface UsersSurroundings {
  readonly logger: FullLogger;
  readonly events: BridgeEventLog;
  /** Takes a line when the users were read again. */
  readonly onUsersRead: (line: string) => void;
}

async function usersOf(
  { usersFile }: BridgeConfig,
  { logger, events, onUsersRead }: UsersSurroundings,
): Promise<UserProvider | undefined> {
  if (usersFile === undefined) return undefined;
  const file = changingFile(usersFile, (exposed) => events.report('secretsExposed', { file: exposed }));
  const info: FullLogger['info'] = (message, details) => {
    onUsersRead(message);
    logger.info(message, details);
  };
  return openUsers(file, { ...logger, info });
}

function serviceOptions(
  { listen, release, limits, journal: { retainAge, retainBytes } }: BridgeConfig,
  journal: Journal,
  users: UserProvider | undefined,
  logger: FullLogger,
): Parameters<typeof startOutcomeService>[0] {
  return {
    journal,
    listen: listen.map(({ tls, ...each }) => ({ ...each, ...(tls === undefined ? {} : { tls: serverTls(tls) }) })),
    logger,
    retention: { maxAgeMs: retainAge, maxBytes: retainBytes },
    ...serviceLimits(limits),
    ...(release === undefined ? {} : { release }),
    ...(users === undefined ? {} : { users }),
  };
}
