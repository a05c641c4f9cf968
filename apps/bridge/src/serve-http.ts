import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallReports } from '@sdmp/calls';
import type { Journal, JournalEventLog, RetryingAppender } from '@sdmp/journal';
import type { OutcomeService } from '@sdmp/runtime';
import packageJson from '../package.json' with { type: 'json' };
import type { ClosingStack } from './closing-stack.ts';
import type { BridgeConfig } from './config/bridge-config.ts';
import type { CurrentRules } from './current-rules.ts';
import { httpLimits } from './config/http-limits-config.ts';
import { serverTls } from './config/tls-config.ts';
import type { HttpsEventLog } from './http/server/https-front.ts';
import type { ConfiguredSink, IncidentsToShow } from './http/server/api-parts.ts';
import { type HttpServer, startHttpServer } from './http/server/http-server.ts';
import { readiness } from './http/server/readiness.ts';
import type { EventsOf } from './log/all-events.ts';
import type { BridgeEventLog } from './log/bridge-events.ts';
import { BridgeMetrics } from './metrics/bridge-metrics.ts';
import { observeWithOpenTelemetry } from './metrics/open-telemetry.ts';
import type { Upstreams } from './upstream/upstreams.ts';

/** The page's files, beside the built program. */
const pageDirectory = fileURLToPath(new URL('page', import.meta.url));

/** Its name, in the folder of the journal. */
const statisticsFile = 'statistics.jsonl';

export interface ServedParts {
  readonly journal: Journal;
  readonly journalLog: JournalEventLog;
  readonly service: OutcomeService;
  readonly appender: RetryingAppender;
  /** Undefined where no reports of calls are taken. */
  readonly reports: CallReports | undefined;
  readonly rules: Pick<CurrentRules, 'current' | 'text'>;
  readonly upstreams: Upstreams;
  readonly sinks: () => readonly ConfiguredSink[];
  readonly reload: () => Promise<readonly string[]>;
  readonly events: BridgeEventLog;
  readonly httpsLog: HttpsEventLog;
  readonly allEvents: () => readonly EventsOf[];
  readonly incidents: IncidentsToShow;
}

/** Serves the parts over HTTP, and what is measured of them to OpenTelemetry; undefined when HTTP is off. What is opened goes on the stack. */
export async function serveHttp(
  { http, journal: { retainAge, retainBytes, directory }, statistics }: BridgeConfig,
  {
    journal,
    journalLog,
    service,
    appender,
    reports,
    rules,
    upstreams,
    sinks,
    reload,
    events,
    httpsLog,
    allEvents,
    incidents,
  }: ServedParts,
  stack: ClosingStack,
): Promise<HttpServer | undefined> {
  const { host, port, tokensFile, corsOrigins, tls, limits } = http;
  const measured = {
    service: service.status,
    upstreams: () => upstreams.statuses,
    sinks: () => sinks().map(({ runner }) => runner.status),
    isJournalWritable: () => appender.isWritable,
    journalEvents: () => ({ events: journalLog.records() }),
    bridgeEvents: () => ({ events: [...events.records(), ...httpsLog.records(), ...(reports?.status().events ?? [])] }),
  };
  stack.push(await observeWithOpenTelemetry(measured));
  if (port === 'off') return undefined;
  const metrics = new BridgeMetrics(measured);
  stack.push(() => metrics.close());
  const server = await startHttpServer({
    host,
    port,
    tls: tls === undefined ? undefined : { listen: serverTls(tls), events: httpsLog },
    tokensFile,
    corsOrigins,
    pageDirectory,
    ...httpLimits(limits),
    metrics: () => metrics.page(),
    parts: {
      version: packageJson.version,
      journal,
      retention: { ageMs: retainAge, bytes: retainBytes },
      appender,
      reports,
      rules: () => rules.current,
      keptStatistics: { path: join(directory, statisticsFile), rulesText: () => rules.text },
      clock: service.clock,
      delivered: () => service.status().counters.outcomesDelivered,
      subscribers: service.subscribers,
      upstreams: () => upstreams.statuses,
      upstreamHistory: (name, mostMinutes) => upstreams.history(name, mostMinutes),
      sinks,
      readiness: () =>
        readiness({
          isListening: service.addresses.length > 0,
          isJournalWritable: appender.isWritable,
          upstreams: upstreams.statuses,
          now: Date.now(),
        }),
      reload,
      report: events,
      events: allEvents,
      incidents,
      abandonLimit: statistics.abandonLimit,
      now: Date.now,
    },
  });
  stack.push(async () => {
    await server.close();
    httpsLog.flush();
  });
  return server;
}
