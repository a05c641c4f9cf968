import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Benchmark, wholePath } from '../benchmark.ts';
import { type Corpus, makeCorpus } from '../corpus/corpus.ts';
import { type LiveLoad, measureParts } from '../latency/measure-live.ts';
import { campaigns, subscriberRequests } from '../latency/subscriber-requests.ts';
import { thousands } from '../statistics.ts';
import { atExit } from '../system/leftovers.ts';
import { stopChild } from '../system/stop-child.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import type { DiskJob, DiskReport } from './disk-process.ts';

/** Duration that includes retention, applied once a minute, and checkpoints, run every 16 MiB of log. */
const load = { rate: 10_000, subscribers: 10, seconds: 75, retainBytes: '48MiB' };
const quickSeconds = 2;

const head = ['beside it', 'commits', 'p50', 'p99', 'max', 'above 50 ms', 'checkpoints', 'held at most', 'removals'];
head.push('subscriber p99', 'max', 'own pause', 'a bare sync p99', 'max');

/** Processes that keep the processors busy. */
class BusyLoops implements AsyncDisposable {
  readonly #children = Array.from({ length: availableParallelism() }, () =>
    fork(fileURLToPath(new URL('busy-process.ts', import.meta.url))),
  );
  readonly count = this.#children.length;
  readonly #forget = atExit(() => {
    for (const child of this.#children) child.kill('SIGKILL');
  });

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#children.map((child) => stopChild(child)));
    this.#forget();
  }
}

async function measureRow(name: string, corpus: Corpus, live: LiveLoad): Promise<string[]> {
  const url = new URL('disk-process.ts', import.meta.url);
  await using disk = startWorkerProcess<DiskJob, DiskReport>(url);
  disk.send({ do: 'measure', seconds: live.seconds });
  const { figures, parts } = await measureParts(corpus, live);
  const bare = await disk.next();
  const { commit, checkpoint, longCommits, removals } = parts;
  const ms = (value: number): string => value.toFixed(2);
  return [
    name,
    thousands(commit.count),
    ...[commit.p50, commit.p99, commit.max].map(ms),
    thousands(longCommits),
    thousands(checkpoint.count),
    checkpoint.count === 0 ? '–' : ms(checkpoint.max),
    thousands(removals),
    ...[figures.atSubscriber.p99, figures.atSubscriber.max, figures.longestPauseMs, bare.p99, bare.max].map(ms),
  ];
}

/** Measures the longest waits of a live feed through checkpoints, merging and retention, alone and beside other work. */
export const stallsBenchmark: Benchmark = {
  name: 'stalls',
  summary: 'the longest waits through checkpoints, merging and retention, alone and beside busy processors',
  measures: wholePath,
  run: async (report, { quick }) => {
    const { rate, subscribers, retainBytes } = load;
    const seconds = quick ? quickSeconds : load.seconds;
    const corpus = makeCorpus({ campaigns });
    const live = { rate, seconds, requests: subscriberRequests(subscribers), words: ['--retain-bytes', retainBytes] };
    report.text(
      `${thousands(rate)} outcomes/s, ${subscribers} subscribers, ${seconds} s, --retain-bytes ${retainBytes}; milliseconds. A commit is ` +
        'measured from its hand-over to its acknowledgement; held: by a checkpoint; removals: by retention; own pause: the longest of the ' +
        'feeding and reading processes; a bare sync: another process that writes and syncs 4 KiB meanwhile.',
    );
    const rows = [await measureRow('nothing', corpus, live)];
    {
      await using busy = new BusyLoops();
      rows.push(await measureRow(`${busy.count} busy loops`, corpus, live));
    }
    report.table(head, rows);
  },
};
