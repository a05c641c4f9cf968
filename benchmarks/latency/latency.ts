import { existsSync } from 'node:fs';
import { type Benchmark, wholePath } from '../benchmark.ts';
import { type Corpus, makeCorpus } from '../corpus/corpus.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { measureDiskAlone } from './disk-alone.ts';
import { type LiveFigures, type LiveLoad, measureLive, measureParts, warmUpSeconds } from './measure-live.ts';
import { campaigns, subscriberRequests } from './subscriber-requests.ts';

const rates = [100, 1000, 10_000, 50_000];
const subscriberCounts = [1, 10, 100];
const seconds = 4;
/** Duration that includes retention, applied once a minute, and checkpoints, run every 16 MiB of log. */
const longRun = { rate: 10_000, subscribers: 10, seconds: 75, retainBytes: '48MiB' };

const withoutDiskSeconds = 15;
/** A file system in memory, which shows the latency without the disk. */
const memoryFolder = '/dev/shm';

const head = ['outcomes/s', 'subscribers', 'deliveries'];
head.push('disk p50', 'p99', 'max', 'subscriber p50', 'p99', 'max', 'own pause', 'service CPU');

function row(load: LiveLoad, { onDisk, atSubscriber, longestPauseMs, processors }: LiveFigures): string[] {
  const ms = (value: number): string => value.toFixed(2);
  return [
    thousands(load.rate),
    thousands(load.requests.length),
    thousands(atSubscriber.count),
    ...[onDisk.p50, onDisk.p99, onDisk.max].map(ms),
    ...[atSubscriber.p50, atSubscriber.p99, atSubscriber.max].map(ms),
    ms(longestPauseMs),
    `${(processors * 100).toFixed(0)}%`,
  ];
}

async function measureTable(corpus: Corpus, loads: readonly LiveLoad[], report: Report): Promise<void> {
  const rows: string[][] = [];
  for (const load of loads) rows.push(row(load, await measureLive(corpus, load)));
  report.table(head, rows);
}

async function measureWithoutDisk(corpus: Corpus, load: LiveLoad, report: Report): Promise<void> {
  if (!existsSync(memoryFolder)) return;
  await using folder = await temporaryFolder(memoryFolder);
  report.text(
    `The same for ${load.seconds} s with the journal in memory (${memoryFolder}), that is, without the disk's share:`,
  );
  await measureTable(corpus, [{ ...load, folder: folder.path }], report);
}

const partSeconds = 15;

/** Which part of the service the tail is made of, under the load of the long run. */
async function measurePartsOnly(corpus: Corpus, quick: boolean, report: Report): Promise<void> {
  const { rate, subscribers } = longRun;
  const load = { rate, seconds: quick ? 2 : partSeconds, requests: subscriberRequests(subscribers) };
  const { figures, parts } = await measureParts(corpus, load);
  const { commit, checkpoint, collection, turn } = parts;
  report.text(
    `${thousands(rate)} outcomes/s, ${subscribers} subscribers, ${load.seconds} s; milliseconds. Rows from the third on are parts ` +
      'of the service, measured in it; what is beyond them is waiting for a processor, and the two measuring processes.',
  );
  const named = {
    'written to on disk, as reported': figures.onDisk,
    'written to read by the subscriber': figures.atSubscriber,
    'a commit, from hand-over to acknowledgement': commit,
    'a commit held by a checkpoint': checkpoint,
    'a pause of the main thread by the collector': collection,
    'a turn of the main thread, late by': { count: undefined, ...turn },
  };
  const rows = Object.entries(named).map(([name, { count, ...ms }]) => [
    name,
    count === undefined ? '–' : thousands(count),
    ...[ms.p50, ms.p99, ms.max].map((value) => (count === 0 ? '–' : value.toFixed(2))),
  ]);
  report.table(['part', 'count', 'p50', 'p99', 'max'], rows);
}

/** Measures the latency from the feed to the disk and to live subscribers. */
export const latencyBenchmark: Benchmark = {
  name: 'latency',
  summary: 'recorded → on disk → at live subscribers: p50, p99 and max in milliseconds',
  measures: wholePath,
  run: async (report, { quick, parts }) => {
    const corpus = makeCorpus({ campaigns });
    if (parts) {
      await measurePartsOnly(corpus, quick, report);
      return;
    }
    report.text(
      'Milliseconds from the writing of a feed line; fsync included. Subscribers are in one process over up to 10 sockets: ' +
        `the first takes everything, each other a campaign. Before each row the same load runs for ${warmUpSeconds} s. ` +
        'Own pause: the longest of the feeding and reading processes.',
    );
    const disk = await measureDiskAlone();
    report.text(
      `This disk alone, a 4 KiB write and fdatasync: p50 ${disk.p50.toFixed(2)}, p99 ${disk.p99.toFixed(2)}, max ${disk.max.toFixed(2)}.`,
    );
    const loads = (quick ? [1000] : rates).flatMap((rate) =>
      subscriberCounts.map((count) => ({ rate, seconds: quick ? 1 : seconds, requests: subscriberRequests(count) })),
    );
    await measureTable(corpus, loads, report);
    const { rate, subscribers, retainBytes } = longRun;
    const longSeconds = quick ? 2 : longRun.seconds;
    report.text(`${longSeconds} s through checkpoints and retention (--retain-bytes ${retainBytes}):`);
    const words = ['--retain-bytes', retainBytes];
    const load = { rate, seconds: longSeconds, requests: subscriberRequests(subscribers), words };
    await measureTable(corpus, [load], report);
    await measureWithoutDisk(corpus, { ...load, seconds: quick ? 2 : withoutDiskSeconds }, report);
  },
};
