/** Records and serves while its journal is merged and pruned: `served-journal.ts DIRECTORY JOB`. */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { type Journal, openSqliteJournal, startOutcomeService } from '../../built-packages.ts';
import type { Phase, ServerReport } from './phases.ts';
import { LongestDuration, watchPauses } from './longest-duration.ts';

export interface ServedJob {
  readonly ratePerSecond: number;
  readonly quietMs: number;
  /** Maximum duration of the merging phase, milliseconds: new records are merged too, so it has no natural end. */
  readonly mergingMs: number;
  /** Age from which records are pruned, milliseconds. */
  readonly maxAgeMs: number;
}

/** Time without a merge after which the merging phase ends, milliseconds. */
const mergeIdleMs = 700;

function report(message: ServerReport): void {
  process.send?.(message);
}

/** Appends records at a fixed rate, one append at a time, and measures the longest one. */
class Feed {
  readonly longest = new LongestDuration();
  commits = 0;
  fed = 0;
  #isStopped = false;
  readonly #journal: Journal;
  readonly #running: Promise<void>;

  constructor(journal: Journal, ratePerSecond: number) {
    this.#journal = journal;
    this.#running = this.#run(ratePerSecond);
  }

  /** Resolves when there was a commit in the phase: on a busy machine one can take longer than a short phase. */
  async hasCommitted(): Promise<void> {
    while (this.commits === 0) await delay(10);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #run(ratePerSecond: number): Promise<void> {
    const began = performance.now();
    while (!this.#isStopped) {
      const due = Math.floor(((performance.now() - began) / 1000) * ratePerSecond) - this.fed;
      if (due > 0) await this.#commit(Math.min(due, ratePerSecond));
      await delay(1);
    }
  }

  async #commit(count: number): Promise<void> {
    const first = this.fed;
    this.fed += count;
    const records = Array.from({ length: count }, (_, index) => {
      return {
        time: Date.now(),
        tenant: '',
        campaign: 'Sales1',
        classes: 1,
        body: `\\CNSales1\\SI${first + index}\\RE10`,
      };
    });
    const began = performance.now();
    await this.#journal.append(records);
    this.longest.note(performance.now() - began);
    this.commits++;
  }
}

async function main(directory: string, { ratePerSecond, quietMs, mergingMs, maxAgeMs }: ServedJob): Promise<void> {
  const steps = new LongestDuration();
  let mergedAt = performance.now();
  let merged = 0;
  subscribe('sdmp:journal:compact', (event) => {
    const { durationMs, batches } = event as { durationMs: number; batches: number };
    mergedAt = performance.now();
    merged += batches - 1;
    steps.note(durationMs);
  });
  subscribe('sdmp:journal:checkpoint', (event) => steps.note((event as { durationMs: number }).durationMs));
  const journal = await openSqliteJournal({ directory });
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const subscribed = new Promise((resolve) => process.once('message', resolve));
  report({ kind: 'listening', port: service.addresses[0]?.port ?? 0 });
  await subscribed;
  const pauses = watchPauses();
  const feed = new Feed(journal, ratePerSecond);
  const during = async (phase: Phase, work: () => Promise<void>): Promise<void> => {
    report({ kind: 'phaseStarted', phase });
    const began = performance.now();
    for (const each of [feed.longest, steps, pauses]) each.take();
    feed.commits = 0;
    await work();
    const seconds = (performance.now() - began) / 1000;
    const [longestCommitMs, longestStepMs, longestPauseMs] = [feed.longest.take(), steps.take(), pauses.take()];
    report({
      kind: 'phaseEnded',
      served: { phase, seconds, commits: feed.commits, longestCommitMs, longestStepMs, longestPauseMs },
    });
  };
  await during('merging', async () => {
    const began = performance.now();
    mergedAt = began;
    while (performance.now() - mergedAt < mergeIdleMs && performance.now() - began < mergingMs) await delay(10);
    await feed.hasCommitted();
  });
  await during('quiet', async () => {
    await delay(quietMs);
    await feed.hasCommitted();
  });
  let removed = 0;
  await during('pruning', async () => {
    ({ records: removed } = await journal.prune({ maxAgeMs }));
  });
  await feed.stop();
  report({ kind: 'done', fed: feed.fed, removed, merged });
  await new Promise((resolve) => process.once('message', resolve));
  await service.close();
  await journal.close();
  process.disconnect();
}

const [, , directory = '', job = '{}'] = process.argv;
await main(directory, JSON.parse(job) as ServedJob);
