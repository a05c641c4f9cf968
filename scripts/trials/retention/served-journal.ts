/** The process that records and serves while its journal is merged and trimmed: `served-journal.ts DIRECTORY JOB`. */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { type Journal, openSqliteJournal, startOutcomeService } from '../../built-packages.ts';
import type { Phase, Said } from './phases.ts';
import { Longest, watchPauses } from './longest-duration.ts';

export interface ServedJob {
  readonly ratePerSecond: number;
  readonly quietMs: number;
  /** What is fed is merged in turn, without an end: the phase ends by then, milliseconds. */
  readonly mergingMs: number;
  /** Records that old go, milliseconds. */
  readonly maxAgeMs: number;
}

/** With nothing merged for so long, everything is. */
const mergedAfterMs = 700;

function say(said: Said): void {
  process.send?.(said);
}

/** Records at a rate, each commit by itself, and measures how long each takes. */
class Feed {
  readonly longest = new Longest();
  commits = 0;
  fed = 0;
  #isStopped = false;
  readonly #journal: Journal;
  readonly #running: Promise<void>;

  constructor(journal: Journal, ratePerSecond: number) {
    this.#journal = journal;
    this.#running = this.#run(ratePerSecond);
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
  const steps = new Longest();
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
  say({ kind: 'listening', port: service.addresses[0]?.port ?? 0 });
  await subscribed;
  const pauses = watchPauses();
  const feed = new Feed(journal, ratePerSecond);
  const during = async (phase: Phase, work: () => Promise<void>): Promise<void> => {
    say({ kind: 'begins', phase });
    const began = performance.now();
    for (const each of [feed.longest, steps, pauses]) each.take();
    feed.commits = 0;
    await work();
    const seconds = (performance.now() - began) / 1000;
    const [longestCommitMs, longestStepMs, longestPauseMs] = [feed.longest.take(), steps.take(), pauses.take()];
    say({
      kind: 'ended',
      served: { phase, seconds, commits: feed.commits, longestCommitMs, longestStepMs, longestPauseMs },
    });
  };
  await during('merging', async () => {
    const began = performance.now();
    mergedAt = began;
    while (performance.now() - mergedAt < mergedAfterMs && performance.now() - began < mergingMs) await delay(10);
  });
  await during('quiet', () => delay(quietMs));
  let removed = 0;
  await during('trimming', async () => {
    ({ records: removed } = await journal.prune({ maxAgeMs }));
  });
  await feed.stop();
  say({ kind: 'done', fed: feed.fed, removed, merged });
  await new Promise((resolve) => process.once('message', resolve));
  await service.close();
  await journal.close();
  process.disconnect();
}

const [, , directory = '', job = '{}'] = process.argv;
await main(directory, JSON.parse(job) as ServedJob);
