import { access, constants } from 'node:fs/promises';
import { EventLog, fillIn } from '@sdmp/events';
import { type Journal, journalEvents, openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import type { DataSchema } from '@sdmp/outcomes/data';
import { defaultMaxFrameBytes } from '@sdmp/protocol';
import {
  type OutcomeService,
  type OutcomeServiceOptions,
  serverEvents,
  startOutcomeService,
} from '@sdmp/runtime/server';
import { openUsers } from '@sdmp/runtime/users';
import {
  changingFile,
  describeError,
  describeOpenness,
  letHeapGrow,
  type Endpoint,
  exposureWarning,
  listeningLine,
  say,
  type Terminal,
} from '@sdmp/terminal';
import { readInput } from '../input.ts';
import { listenTls, type ServeTlsOptions } from '../tls-option.ts';
import type { LineEncoding } from '../lines.ts';
import { CommitLines } from './commit-lines.ts';
import { type DataCheck, type DataCheckOptions, readDataSchema, startDataCheck } from './data-check.ts';
import { feedEvents } from './feed-events.ts';
import { isTlsWanted, type ListenOptions, listenAddresses } from './listen-addresses.ts';
import { givenLimits, type LimitOptions } from './limit-options.ts';
import { messageLogger } from './message-logger.ts';
import type { MetricsPage } from './metrics-page.ts';
import { type CallsOptions, checkCallsOptions, type OpenCalls, openCalls } from './open-calls.ts';
import { OrderedAppender } from './ordered-appender.ts';
import type { FeedReports } from './feed-reports.ts';
import { recordFeed } from './record-feed.ts';

export interface ServeOptions extends ListenOptions, ServeTlsOptions, LimitOptions, CallsOptions, DataCheckOptions {
  readonly stream: string;
  readonly feed?: string;
  readonly feedEncoding: LineEncoding;
  /** Outcomes a second. */
  readonly simulate?: number;
  readonly seed: number;
  readonly release?: string;
  readonly retainAge?: number;
  readonly retainBytes?: number;
  /** A users file. */
  readonly users?: string;
  readonly hideUnknownUsers?: true;
  readonly maxFrame?: number;
  /** Where `/metrics` is served. */
  readonly metrics?: Endpoint;
}

/** Serves until interrupted. Rejects when it cannot start, or cannot record any more. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { feed } = options;
  letHeapGrow();
  checkCallsOptions(options);
  if (feed !== undefined && feed !== '-') await access(feed, constants.R_OK);
  const users = await usersOf(options, terminal);
  const schema = options.dataSchema === undefined ? undefined : await readDataSchema(options.dataSchema);
  const events = new EventLog(journalEvents, { logger: messageLogger(terminal, options.debug === true) });
  // Without a logger: each line that is skipped is named on standard error, and only counted here.
  const logs = { journal: events, feed: new EventLog(feedEvents) };
  const journal = await openJournal(options, { events, signal: terminal.interrupted });
  try {
    await serveJournal(journal, { users, schema }, logs, options, terminal);
  } finally {
    await journal.close();
    events.flush();
  }
}

interface ServeLogs {
  readonly journal: EventLog<typeof journalEvents>;
  readonly feed: EventLog<typeof feedEvents>;
}

/** What files say, read before anything is opened. */
interface ServeFiles {
  readonly users: OutcomeServiceOptions['users'];
  readonly schema: DataSchema | undefined;
}

async function usersOf({ users, debug }: ServeOptions, terminal: Terminal): Promise<OutcomeServiceOptions['users']> {
  if (users === undefined) return undefined;
  const warn = (path: string): void => say(terminal, exposureWarning(path));
  return openUsers(changingFile(users, warn), messageLogger(terminal, debug === true));
}

async function openJournal(
  options: ServeOptions,
  opening: { readonly events: EventLog<typeof journalEvents>; readonly signal: AbortSignal },
): Promise<Journal> {
  const { memory, jetstream, stream, data, retainBytes } = options;
  if (jetstream !== undefined) {
    const { openJetStreamJournal } = await import('@sdmp/journal/jetstream');
    return openJetStreamJournal({ servers: jetstream.split(','), stream, ...opening });
  }
  if (memory !== true) return openSqliteJournal({ directory: data, ...opening });
  return openMemoryJournal(retainBytes === undefined ? {} : { maxBytes: retainBytes });
}

async function serveJournal(
  journal: Journal,
  { users, schema }: ServeFiles,
  logs: ServeLogs,
  options: ServeOptions,
  terminal: Terminal,
): Promise<void> {
  const calls = await openCalls(journal, logs.journal, options, terminal);
  try {
    const dataCheck = await startDataCheck(journal, schema, options, terminal);
    try {
      await serveCalls(journal, { users, calls, dataCheck }, logs, options, terminal);
    } finally {
      await dataCheck?.close();
    }
  } finally {
    await calls?.close();
  }
}

interface Served {
  readonly users: OutcomeServiceOptions['users'];
  readonly calls: OpenCalls | undefined;
  readonly dataCheck: DataCheck | undefined;
}

async function serveCalls(
  journal: Journal,
  { users, calls, dataCheck }: Served,
  logs: ServeLogs,
  options: ServeOptions,
  terminal: Terminal,
): Promise<void> {
  const service = await startOutcomeService({
    ...serviceOptions(journal, options, terminal),
    ...(users === undefined ? {} : { users }),
    ...(calls === undefined ? {} : { reports: calls.reports }),
  });
  // With every listener off and the feed at its end, nothing else would keep the process.
  const keepAlive = setInterval(() => undefined, 2 ** 30);
  let metrics: MetricsPage | undefined;
  try {
    metrics = await metricsPage(service, logs, [calls, dataCheck], options);
    if (users === undefined) say(terminal, opennessLine(openListeners(service.addresses, options)));
    const lines = service.addresses.map((address) => `${listeningLine(address)}\n`);
    if (metrics !== undefined) lines.push(`metrics ${metrics.url}\n`);
    await terminal.output.write(lines.join('')).catch(() => undefined);
    const recording = recordUntilInterrupted({ journal, calls }, logs.feed, options, terminal);
    // Reports that cannot become outcomes any more end the service; otherwise they end after it.
    await (calls === undefined ? recording : Promise.race([recording, calls.reports.finished]));
  } finally {
    clearInterval(keepAlive);
    await metrics?.close();
    await service.close();
  }
}

/** Counters of everything that an operator must hear of, where they are asked for. */
async function metricsPage(
  service: OutcomeService,
  { journal, feed }: ServeLogs,
  parts: readonly (OpenCalls | DataCheck | undefined)[],
  { metrics }: ServeOptions,
): Promise<MetricsPage | undefined> {
  if (metrics === undefined) return undefined;
  const [{ metricsPrefix, startMetricsPage }, { gaugesText }] = await Promise.all([
    import('./metrics-page.ts'),
    import('./service-gauges.ts'),
  ]);
  const events = [
    { table: feedEvents, prefix: '', counts: () => feed.counts() },
    { table: serverEvents, prefix: '', counts: () => service.status().counters },
    { table: journalEvents, prefix: 'journal_', counts: () => journal.counts() },
    ...parts.flatMap((part) => (part === undefined ? [] : [part.counted])),
  ];
  return startMetricsPage(metrics, events, () => gaugesText(service.status(), metricsPrefix));
}

function serviceOptions(journal: Journal, options: ServeOptions, terminal: Terminal): OutcomeServiceOptions {
  const { release, retainAge, retainBytes, maxFrame, hideUnknownUsers = false, debug } = options;
  const retention = {
    ...(retainAge === undefined ? {} : { maxAgeMs: retainAge }),
    ...(retainBytes === undefined ? {} : { maxBytes: retainBytes }),
  };
  return {
    journal,
    listen: listenAddresses(options, listenTls(options, isTlsWanted(options), terminal)),
    hideUnknownUsers,
    logger: messageLogger(terminal, debug === true),
    ...(release === undefined ? {} : { release }),
    ...(maxFrame === undefined ? {} : { maxFrameBytes: maxFrame }),
    ...givenLimits(options),
    ...(Object.keys(retention).length === 0 ? {} : { retention }),
  };
}

/** Returns the listeners that let in everyone: not those where a certificate is needed. */
function openListeners(
  listeners: OutcomeService['addresses'],
  { clientCaFile, clientCertificateOptional }: ServeOptions,
): OutcomeService['addresses'] {
  const isAsked = clientCaFile !== undefined && clientCertificateOptional === undefined;
  return isAsked ? listeners.filter(({ tls }) => tls !== true) : listeners;
}

/** Returns the warning for a service that asks nobody who they are. */
function opennessLine(listeners: OutcomeService['addresses']): string {
  const openness = describeOpenness(listeners);
  if (openness !== undefined) return `WARNING: no users are set and ${openness}.`;
  return 'No users are set: anyone on this machine may subscribe, others cannot reach the service.';
}

/** Where outcomes go, and reports where they are taken. */
interface Recording {
  readonly journal: Journal;
  readonly calls: OpenCalls | undefined;
}

/** Every source of outcomes, and the interruption that ends them. The first that fails ends the service. */
async function recordUntilInterrupted(
  { journal, calls }: Recording,
  feedLog: ServeLogs['feed'],
  options: ServeOptions,
  terminal: Terminal,
): Promise<void> {
  const { interrupted } = terminal;
  const sources = [feedInto({ journal, calls }, feedLog, options, terminal), simulateInto(journal, options, terminal)];
  const interruption = new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    else interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  // Serving continues after the end of every source; an interruption lets each of them finish what it has read.
  await Promise.all([...sources, interruption]);
}

async function feedInto(
  { journal, calls }: Recording,
  log: ServeLogs['feed'],
  options: ServeOptions,
  terminal: Terminal,
): Promise<void> {
  const { feed, feedEncoding: encoding, maxFrame: maxLineLength = defaultMaxFrameBytes } = options;
  if (feed === undefined) return;
  const commits = new CommitLines(terminal.output);
  const reports = calls === undefined ? undefined : await feedReports(calls);
  let [outcomes, reported] = [0, 0];
  const appender = appenderFor(journal, terminal, (total) => {
    outcomes = total;
    // Lines are counted in their order: not while reports among them wait for the disk.
    if (reports === undefined || reports.waiting === 0) commits.report(outcomes + reported);
  });
  const onReports = (total: number): void => {
    reported = total;
    commits.report(outcomes + reported);
  };
  const onBadLine = (line: number, reason: string): void => {
    say(terminal, fillIn(feedEvents.feedLinesRefused.line, { line, reason }));
    log.report('feedLinesRefused', { line, reason });
  };
  const stopping = terminal.interrupted;
  const pieces = readInput(feed, terminal);
  const how = { maxLineLength, encoding, now: Date.now, onBadLine, stopping };
  await recordFeed(pieces, { appender, reports, onReports, ...how });
  await commits.flush();
  const { feedLinesRefused: skipped } = log.counts();
  const lines =
    skipped === 1
      ? '1 of its lines was skipped and is named above'
      : `${skipped} of its lines were skipped, each is named above`;
  if (skipped > 0) say(terminal, `The feed has ended; ${lines}.`);
}

/** What they need is loaded only where reports are taken. */
async function feedReports({ reports }: OpenCalls): Promise<FeedReports> {
  const [{ FeedReports: Gathered }, schema, { CallUnknownError }] = await Promise.all([
    import('./feed-reports.ts'),
    import('@sdmp/calls/schema'),
    import('@sdmp/calls/reports'),
  ]);
  return new Gathered(reports, { ...schema, CallUnknownError });
}

async function simulateInto(journal: Journal, options: ServeOptions, terminal: Terminal): Promise<void> {
  const { simulate: rate, seed } = options;
  if (rate === undefined) return;
  const appender = appenderFor(journal, terminal);
  // The simulated shift is large, and few services have one.
  const { recordShift } = await import('./record-shift.ts');
  await recordShift({ rate, seed, appender, signal: terminal.interrupted });
}

function appenderFor(journal: Journal, terminal: Terminal, onCommitted?: (total: number) => void): OrderedAppender {
  return new OrderedAppender({
    journal,
    stopping: terminal.interrupted,
    onTrouble: (error) => say(terminal, `Outcomes cannot be recorded now, they wait: ${describeError(error)}`),
    onRecovered: () => say(terminal, 'Outcomes are recorded again; nothing was lost.'),
    ...(onCommitted === undefined ? {} : { onCommitted }),
  });
}
