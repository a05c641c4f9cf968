import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  filesSink,
  kafkaSink,
  natsSink,
  openSinkState,
  openSqliteJournal,
  postgresSink,
  SinkRunner,
  webhookSink,
} from '../../built-packages.ts';
import { FakeKafkaBroker } from '../../../packages/sinks/test/support/fake-kafka-broker.ts';
import { hasNatsServer, NatsServer } from '../../../packages/sinks/test/support/nats-server.ts';
import { addStream, eachMessage } from '../../../packages/sinks/test/support/nats-stream.ts';
import { parquetRows } from '../../../packages/sinks/test/support/parquet-rows.ts';
import { hasPostgres, PostgresServer } from '../../../packages/sinks/test/support/postgres-server.ts';
import { judgePrinted, printedFormats, typedRow } from './printed.ts';
import { runCommand } from './programs.ts';
import type { Verdict } from './verdict.ts';

export interface WaysOutOptions {
  /** Folder of the journal. */
  readonly directory: string;
  readonly root: string;
  readonly verdict: Verdict;
  /** Ids of what it holds. */
  readonly good: readonly string[];
  readonly print: (line: string) => void;
}

type Sink = ConstructorParameters<typeof SinkRunner>[0]['sink'];

/** Prints a journal in each format of the CLI. */
export async function printJournal({ directory, verdict, good }: WaysOutOptions): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const format of printedFormats) {
    const text = (await runCommand(['journal', 'export', directory, '--format', format])).toString();
    judgePrinted(verdict, `CLI ${format}`, format, text);
    lines.push(verdict.settle(`CLI ${format}`, good));
  }
  return lines;
}

/** Runs every sink over a journal, against receivers of their own. */
export async function runSinks(options: WaysOutOptions): Promise<readonly string[]> {
  const { root, verdict, good, print } = options;
  const lines: string[] = [];
  for (const format of ['ndjson', 'csv', 'parquet'] as const) {
    const folder = join(root, format);
    await deliver(options, `files-${format}`, filesSink({ directory: folder, format, rotateBytes: 1 }));
    await checkFiles(verdict, folder, format);
    lines.push(verdict.settle(`files ${format}`, good));
  }
  lines.push(await throughWebhook(options), await throughKafka(options));
  if (hasNatsServer) lines.push(await throughNats(options));
  else print('nats-server is missing: NATS is not tried');
  if (hasPostgres) lines.push(await throughPostgres(options));
  else print('postgres is missing: PostgreSQL is not tried');
  return lines;
}

async function deliver({ directory, root, verdict }: WaysOutOptions, name: string, sink: Sink): Promise<void> {
  const journal = await openSqliteJournal({ directory });
  const stateDirectory = join(root, `state-${name}`);
  await mkdir(stateDirectory, { recursive: true });
  const state = openSinkState(stateDirectory);
  const runner = new SinkRunner({ name, sink, journal, state, retry: { firstMs: 20, longestMs: 500 } });
  runner.start();
  while (runner.status.position < journal.end) await new Promise((resolve) => setTimeout(resolve, 20));
  if (runner.status.deadLetters > 0) verdict.fault(`${name}: ${runner.status.deadLetters} dead letters`);
  await runner.close();
  state.close();
  await journal.close();
}

async function checkFiles(verdict: Verdict, folder: string, format: 'ndjson' | 'csv' | 'parquet'): Promise<void> {
  const way = `files ${format}`;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(`.${format}`))) {
    const file = join(folder, name);
    if (format === 'parquet') {
      for (const row of await parquetRows(file)) typedRow(verdict, way, row);
      continue;
    }
    judgePrinted(verdict, way, format === 'csv' ? 'csv' : 'json', await readFile(file, 'utf8'));
  }
}

async function throughWebhook(options: WaysOutOptions): Promise<string> {
  const { verdict, good } = options;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      for (const event of eventTexts(Buffer.concat(chunks).toString())) verdict.json('webhook', dataOf(event));
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await deliver(options, 'webhook', webhookSink({ url: `http://127.0.0.1:${port}/`, timeoutMs: 60_000 }));
  server.closeAllConnections();
  server.close();
  return verdict.settle('webhook', good);
}

async function throughKafka(options: WaysOutOptions): Promise<string> {
  const { verdict, good } = options;
  const broker = new FakeKafkaBroker();
  await broker.up();
  await deliver(options, 'kafka', kafkaSink({ brokers: [broker.address] }));
  for (const { value } of broker.records) verdict.json('Kafka', dataOf(value));
  for (const complaint of broker.complaints) verdict.fault(`Kafka: ${complaint}`);
  await broker.down();
  return verdict.settle('Kafka', good);
}

async function throughNats(options: WaysOutOptions): Promise<string> {
  const { verdict, good } = options;
  const server = await NatsServer.start();
  await addStream(server.address, 'values', ['values', 'values.>']);
  await deliver(options, 'nats', natsSink({ servers: [server.address], subject: 'values.{tenant}' }));
  await eachMessage(server.address, 'values', (text) => verdict.json('NATS', dataOf(text)));
  await server.stop();
  return verdict.settle('NATS', good);
}

async function throughPostgres(options: WaysOutOptions): Promise<string> {
  const { verdict, good } = options;
  const server = await PostgresServer.start();
  await deliver(options, 'postgres', postgresSink({ url: server.url }));
  for (const row of await server.query('SELECT * FROM outcomes')) {
    const named = Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]);
    typedRow(verdict, 'PostgreSQL', Object.fromEntries(named) as Record<string, unknown>);
  }
  // One value that jsonb cannot hold must not make the query fail.
  const [counts] = await server.query(
    'SELECT count(sdmp_jsonb(data))::int AS held, count(*)::int AS rows FROM outcomes',
  );
  if (counts?.['rows'] !== good.length || !(Number(counts['held']) > 0)) {
    verdict.fault(`PostgreSQL: sdmp_jsonb: ${JSON.stringify(counts)}`);
  }
  await server.stop();
  return `${verdict.settle('PostgreSQL', good)} (${String(counts?.['held'])} of them as jsonb)`;
}

/** The texts of the events of a batch, which is an array of them or one a line. */
function eventTexts(body: string): readonly string[] {
  const list = body.startsWith('[') ? body.slice(1, -1) : body;
  return list.split(/[,\n](?=\{"specversion":"1\.0","id":)/);
}

/** The text of an event's outcome, its last member. */
function dataOf(event: string): string {
  const mark = '"datacontenttype":"application/json","data":';
  return event.slice(event.indexOf(mark) + mark.length, event.lastIndexOf('}'));
}
