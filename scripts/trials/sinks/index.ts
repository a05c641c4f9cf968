import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRandom,
  createShift,
  openSinkState,
  openSqliteJournal,
  parseOutcomeLine,
  postgresSink,
  SinkRunner,
  webhookSink,
} from '../../built-packages.ts';
import {
  hasPostgres,
  postgresIsMissing,
  PostgresServer,
} from '../../../packages/sinks/test/support/postgres-server.ts';
import { UsageError } from '../../usage.ts';
import { ReceiverProcess } from './receiver-process.ts';

type Journal = Awaited<ReturnType<typeof openSqliteJournal>>;

export interface SinkTrialOptions {
  /** Outcomes to record and send. */
  readonly count: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

const minOutcomes = 1000;
const feedBatch = 2000;
const kills = 5;
const progressEveryMs = 10_000;

/** Short delays, so that retries do not dominate the run time. */
const retry = { firstMs: 20, longestMs: 500 };

/**
 * Records outcomes while a webhook sink sends them to a receiver that fails at random and a PostgreSQL sink writes them
 * to a server that is killed repeatedly. Returns whether none is missing and the table has each exactly once.
 */
export async function sinkTrials({ count, seed, print }: SinkTrialOptions): Promise<boolean> {
  if (!hasPostgres) throw new Error(postgresIsMissing);
  if (count < minOutcomes) throw new UsageError(`--count: must be at least ${minOutcomes} for sinks`);
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-sink-trials-'));
  const journal = await openSqliteJournal({ directory: join(directory, 'journal') });
  const state = openSinkState(directory);
  const receiver = await ReceiverProcess.start(seed, count);
  const server = await PostgresServer.start();
  const common = { journal, state, retry };
  const table = new SinkRunner({ ...common, name: 'table', sink: postgresSink({ url: server.url }) });
  const webhook = new SinkRunner({
    ...common,
    name: 'webhook',
    sink: webhookSink({ url: receiver.url, timeoutMs: 60_000 }),
  });
  const progress = setInterval(() => {
    print(`recorded ${journal.end}, webhook ${webhook.status.position}, table ${table.status.position}`);
  }, progressEveryMs);
  try {
    const began = performance.now();
    const cpuBegan = process.cpuUsage();
    webhook.start();
    table.start();
    const [tableMs, webhookMs, recordMs] = await Promise.all([
      reached(table, count, began),
      reached(webhook, count, began),
      feed(journal, count, seed).then(() => performance.now() - began),
      killAtRandom(server, table, { count, seed }),
    ]);
    const { user, system } = process.cpuUsage(cpuBegan);
    clearInterval(progress);
    const { requests, failures, accepted, repeated } = await receiver.report();
    const [row] = await server.query(
      'SELECT count(*)::int AS rows, count(DISTINCT position)::int AS each FROM outcomes',
    );
    const rows = Number(row?.['rows']);
    const perSecond = (ms: number): string => `${Math.round((count / ms) * 1000)}/s`;
    print(`recorded ${count}, ${perSecond(recordMs)}; CPU ${((user + system) / count).toFixed(1)} us per outcome`);
    print(
      `webhook: ${requests} requests, ${failures} failed, ${repeated} outcomes sent again, ${perSecond(webhookMs)}`,
    );
    print(`table: ${kills} kills of the server, ${rows} rows, ${perSecond(tableMs)}`);
    const missing = count - accepted;
    const doubled = rows - Number(row?.['each']);
    const dead = webhook.status.deadLetters + table.status.deadLetters;
    print(
      `webhook: missing ${missing}; table: missing ${count - rows}, doubled ${doubled}; dead letters ${dead}; seed ${seed}`,
    );
    return missing === 0 && rows === count && doubled === 0 && dead === 0;
  } finally {
    clearInterval(progress);
    await Promise.all([table.close(), webhook.close()]);
    state.close();
    await journal.close();
    await receiver.stop();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function feed(journal: Journal, count: number, seed: number): Promise<void> {
  const shift = createShift({ seed });
  for (let made = 0; made < count; made += feedBatch) {
    const size = Math.min(feedBatch, count - made);
    await journal.append(
      Array.from({ length: size }, () => parseOutcomeLine(`OZ${shift.nextBody()}`, { time: Date.now() })),
    );
  }
}

/** Waits until a sink has reached `position`. Returns the time since `began`, milliseconds. */
async function reached(runner: SinkRunner, position: number, began: number): Promise<number> {
  while (runner.status.position < position) await new Promise((resolve) => setTimeout(resolve, 20));
  return performance.now() - began;
}

async function killAtRandom(
  server: PostgresServer,
  table: SinkRunner,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<void> {
  const random = createRandom(seed ^ 0x5a5a);
  const positions = Array.from({ length: kills }, () => random.next() % count).toSorted((a, b) => a - b);
  for (const position of positions) {
    await reached(table, Math.max(1, position), 0);
    await server.kill();
    await server.up();
  }
}
