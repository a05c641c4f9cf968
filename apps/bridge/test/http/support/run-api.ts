import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Journal, openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { type OutcomeService, startOutcomeService } from '@sdmp/runtime';
import { onTestFinished } from 'vitest';
import type { ApiParts } from '../../../src/http/server/api-parts.ts';
import { type HttpOptions, startHttpServer } from '../../../src/http/server/http-server.ts';
import { type BridgeEventLog, createBridgeEvents } from '../../../src/log/bridge-events.ts';
import { IncidentFile } from '../../../src/incidents/incident-file.ts';
import { IncidentLog } from '../../../src/incidents/incident-log.ts';
import { readiness } from '../../../src/http/server/readiness.ts';
import { durableAppender } from '../../../src/upstream/durable-append.ts';

export interface RunningApi {
  readonly journal: Journal;
  readonly service: OutcomeService;
  readonly url: string;
  /** What went wrong inside. */
  readonly errors: readonly unknown[];
  readonly warnings: readonly string[];
  /** Asks for a path under the base. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Asks for JSON, and fails when the answer is no success. */
  readonly get: <Answer>(path: string) => Promise<Answer>;
  /** Sends JSON. */
  readonly post: (path: string, body: unknown, type?: string) => Promise<Response>;
  /** Records outcomes, each given as an OZ frame. */
  readonly record: (
    frames: readonly string[],
    more?: { readonly source?: string; readonly time?: number },
  ) => Promise<void>;
}

export type ApiOptions = Partial<Omit<HttpOptions, 'parts'>> & { readonly parts?: Partial<ApiParts> };

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-bridge-http-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An incident log that is gone with the process. */
function memoryIncidents(events: BridgeEventLog): IncidentLog {
  const limits = { retainAge: 86_400_000, retainCount: 100, joinWithin: 300_000 };
  return new IncidentLog({
    file: IncidentFile.inMemory(),
    limits,
    events,
    version: '1.2.3',
    isClockBelieved: () => true,
    now: Date.now,
  });
}

/** A server on a free port, over a real journal and a real service. */
export async function runApi({ parts = {}, ...options }: ApiOptions = {}): Promise<RunningApi> {
  const errors: unknown[] = [];
  const warnings: string[] = [];
  const nothing = (): void => undefined;
  const error = (_: string, details?: Readonly<Record<string, unknown>>): void => void errors.push(details?.['cause']);
  const warn = (message: string): void => void warnings.push(message);
  const logger = { info: nothing, warn, error };
  const report = createBridgeEvents(logger);
  const journal = parts.journal ?? (await openSqliteJournal({ directory: temporaryFolder() }));
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const stopping = new AbortController();
  const appender = durableAppender({ journal, events: report, logger, stopping: stopping.signal });
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    tokensFile: undefined,
    corsOrigins: [],
    pageDirectory: join(tmpdir(), 'there-is-no-such-folder'),
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    ...options,
    parts: {
      version: '1.2.3',
      journal,
      retention: { ageMs: 1000, bytes: 2000 },
      appender,
      reports: undefined,
      rules: () => undefined,
      keptStatistics: undefined,
      clock: service.clock,
      delivered: () => service.status().counters.outcomesDelivered,
      subscribers: service.subscribers,
      upstreams: () => [],
      upstreamHistory: () => undefined,
      sinks: () => [],
      readiness: () =>
        readiness({ isListening: true, isJournalWritable: appender.isWritable, upstreams: [], now: Date.now() }),
      reload: async () => [],
      events: () => [
        { of: 'bridge', events: report.records() },
        { of: 'service', events: service.status().events },
      ],
      incidents: memoryIncidents(report),
      abandonLimit: 0.03,
      report,
      now: Date.now,
      ...parts,
    },
  });
  onTestFinished(async () => {
    await server.close();
    stopping.abort();
    await service.close();
    await journal.close();
  });
  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`${server.url}/api/v1${path}`, init);
  return {
    journal,
    service,
    url: server.url,
    errors,
    warnings,
    ask,
    get: async <Answer>(path: string): Promise<Answer> => {
      const response = await ask(path);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    post: (path, body, type = 'application/json') =>
      ask(path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) }),
    record: async (frames, { source, time = Date.now() } = {}) => {
      await journal.append(frames.map((frame) => ({ ...parseOutcomeLine(frame, { time }), source })));
    },
  };
}
