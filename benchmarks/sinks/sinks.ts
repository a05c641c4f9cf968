import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from '@sdmp/codec';
import { openSqliteJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import type { Benchmark } from '../benchmark.ts';
import { type Corpus, makeCorpus, messageAt } from '../corpus/corpus.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import { postgresSettings, startPostgres } from './postgres-server.ts';
import type { ReceiverJob } from './receiver-process.ts';
import type { Destination, SinkJob, SinkReport } from './sink-process.ts';

const defaultCount = 500_000;
const quickCount = 20_000;
const perAppend = 5000;
const rotateBytes = 16 * 1024 * 1024;
/** The example secret of the specification. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Row {
  readonly sink: string;
  readonly safe: string;
  readonly report: SinkReport;
}

async function fill(directory: string, corpus: Corpus, count: number): Promise<void> {
  const journal = await openSqliteJournal({ directory });
  for (let at = 0; at < count; at += perAppend) {
    const length = Math.min(perAppend, count - at);
    const time = Date.now();
    await journal.append(
      Array.from({ length }, (_, index) => ({
        ...outcomeRecord(decode(messageAt(corpus, at + index)), { time }),
        source: 'north',
      })),
    );
  }
  await journal.close();
}

async function measure(folder: string, name: string, to: Destination): Promise<SinkReport> {
  const state = join(folder, `state-${name}`);
  await mkdir(state);
  await using process = startWorkerProcess<SinkJob, SinkReport>(new URL('sink-process.ts', import.meta.url));
  process.send({ name, journal: join(folder, 'journal'), state, to });
  // The process runs until then.
  return await process.next();
}

async function measureFiles(folder: string, format: 'ndjson' | 'csv'): Promise<Row> {
  const report = await measure(folder, format, { kind: 'files', directory: join(folder, format), format });
  return { sink: `files, ${format}`, safe: 'fsync before each batch of 10,000 completes', report };
}

/** Small files, so that almost all are complete when the time is measured. */
async function measureParquet(folder: string): Promise<Row> {
  const directory = join(folder, 'parquet');
  const report = await measure(folder, 'parquet', { kind: 'files', directory, format: 'parquet', rotateBytes });
  return { sink: 'files, parquet', safe: 'as above; made into Parquet every 16 MiB of lines', report };
}

async function measureWebhook(folder: string, secrets: readonly string[]): Promise<Row> {
  await using receiver = startWorkerProcess<ReceiverJob, number>(new URL('receiver-process.ts', import.meta.url));
  receiver.send({ do: 'start' });
  const url = `http://127.0.0.1:${await receiver.next()}/outcomes`;
  const name = secrets.length === 0 ? 'webhook' : 'webhook, signed';
  const report = await measure(folder, name.replace(', ', '-'), { kind: 'webhook', url, secrets });
  return { sink: name, safe: 'answered 204, 500 events a request, 4 at once', report };
}

async function measurePostgres(folder: string, report: Report): Promise<Row[]> {
  await using place = await temporaryFolder();
  await using server = await startPostgres(place.path);
  if (server === undefined) {
    report.text('!!! SKIPPED: postgres: not installed (Debian and Ubuntu: apt-get install postgresql)');
    return [];
  }
  const delivery = await measure(folder, 'postgres', { kind: 'postgres', url: server.url });
  return [{ sink: 'postgres', safe: `committed: ${postgresSettings}`, report: delivery }];
}

/** Measures how fast sinks deliver a journal. */
export const sinksBenchmark: Benchmark = {
  name: 'sinks',
  summary: 'a backlog to files, a webhook and PostgreSQL, until it is durable there',
  measures: ['packages/protocol', 'packages/codec', 'packages/outcomes', 'packages/journal', 'packages/sinks'],
  run: async (report, options) => {
    const count = options.count ?? (options.quick ? quickCount : defaultCount);
    const corpus = makeCorpus();
    await using folder = await temporaryFolder();
    report.text(
      `${thousands(count)} outcomes of ${corpus.messageBytes.toFixed(0)} bytes on average. µs: CPU time per outcome in the ` +
        'process of the sink, including reading the journal, excluding the receiver.',
    );
    await fill(join(folder.path, 'journal'), corpus, count);
    const rows = [
      await measureFiles(folder.path, 'ndjson'),
      await measureFiles(folder.path, 'csv'),
      await measureParquet(folder.path),
      await measureWebhook(folder.path, []),
      await measureWebhook(folder.path, [secret]),
      ...(await measurePostgres(folder.path, report)),
    ];
    const head = ['sink', 'safe means', 'outcomes', 'outcomes/s', 'µs'];
    const cells = rows.map(({ sink, safe, report: { delivered, seconds, processorSeconds } }) => [
      sink,
      safe,
      thousands(delivered),
      thousands(delivered / seconds),
      ((processorSeconds / delivered) * 1e6).toFixed(2),
    ]);
    report.table(head, cells);
  },
};
