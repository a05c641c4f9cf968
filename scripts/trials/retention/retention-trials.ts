import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../built-packages.ts';
import { fillJournal } from './fill-journal.ts';
import type { ServedPhase, ServerReport } from './phases.ts';
import type { ServedJob } from './served-journal.ts';
import { LongestDuration, watchPauses } from './longest-duration.ts';
import { probeDisk } from './disk-probe.ts';

export interface RetentionOptions {
  /** Outcomes that the journal holds at the start and that are pruned. */
  readonly count: number;
  /** Outcomes recorded per second during all phases. Default 2,000. */
  readonly ratePerSecond?: number;
  /** Duration of the phase without maintenance, milliseconds. Default 5,000. */
  readonly quietMs?: number;
  /** Maximum duration of the merging phase, milliseconds. Default 30,000. */
  readonly mergingMs?: number;
}

export interface RetentionPhase extends ServedPhase {
  /** Maximum time between two deliveries, milliseconds. */
  readonly longestGapMs: number;
  /** Maximum pause of the receiving process itself, milliseconds. */
  readonly receiverPauseMs: number;
  /** Maximum duration of an independent small write with sync, milliseconds. */
  readonly longestSyncMs: number;
}

export interface RetentionResult {
  readonly phases: readonly RetentionPhase[];
  readonly fed: number;
  readonly delivered: number;
  /** Outcomes delivered out of order or twice, or skipped. */
  readonly outOfOrder: number;
  readonly removed: number;
  readonly merged: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const deliveryTimeoutMs = 60_000;
const program = fileURLToPath(new URL('served-journal.ts', import.meta.url));

/** Prunes `count` outcomes from a journal in use, and measures how long commits and deliveries wait. */
export async function runRetentionTrials(options: RetentionOptions): Promise<RetentionResult> {
  const { count, ratePerSecond = 2000, quietMs = 5000, mergingMs = 30_000 } = options;
  const home = mkdtempSync(join(tmpdir(), 'sdmp-retention-'));
  try {
    const directory = join(home, 'journal');
    await fillJournal(directory, count, Date.now() - dayMs);
    return await watch(home, directory, { ratePerSecond, quietMs, mergingMs, maxAgeMs: dayMs / 2 });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function watch(home: string, directory: string, job: ServedJob): Promise<RetentionResult> {
  const child = fork(program, [directory, JSON.stringify(job)]);
  const ended = once(child, 'exit');
  const stopped = new AbortController();
  const [gaps, syncs, pauses] = [new LongestDuration(), new LongestDuration(), watchPauses()];
  const probing = probeDisk(join(home, 'probe'), syncs, stopped.signal);
  const phases: RetentionPhase[] = [];
  const subscriber = new LiveSubscriber(gaps);
  try {
    for await (const report of reportsOf(child, ended)) {
      if (report.kind === 'listening') void subscriber.connect(report.port).then(() => child.send('subscribed'));
      if (report.kind === 'phaseStarted') for (const each of [gaps, syncs, pauses]) each.take();
      if (report.kind === 'phaseEnded') {
        const [longestGapMs, longestSyncMs, receiverPauseMs] = [gaps.take(), syncs.take(), pauses.take()];
        phases.push({ ...report.served, longestGapMs, longestSyncMs, receiverPauseMs });
      }
      if (report.kind !== 'done') continue;
      await subscriber.reached(report.fed);
      await subscriber.close();
      child.send('end');
      await ended;
      const { fed, removed, merged } = report;
      return { phases, fed, removed, merged, delivered: subscriber.count, outOfOrder: subscriber.outOfOrder };
    }
    throw new Error('the serving process ended before it was done');
  } finally {
    child.kill('SIGKILL');
    stopped.abort();
    pauses.stop();
    await probing;
  }
}

async function* reportsOf(child: ReturnType<typeof fork>, ended: Promise<unknown>): AsyncGenerator<ServerReport> {
  const reports: ServerReport[] = [];
  let wake = Promise.withResolvers<void>();
  // The two files of this trial agree on the type.
  child.on('message', (message) => {
    reports.push(message as ServerReport);
    wake.resolve();
  });
  const end = ended.then(() => 'ended');
  for (;;) {
    for (let next = reports.shift(); next !== undefined; next = reports.shift()) yield next;
    if ((await Promise.race([wake.promise, end])) === 'ended' && reports.length === 0) return;
    wake = Promise.withResolvers<void>();
  }
}

/** A live subscriber that counts the outcomes it receives; their numbers must ascend by one. */
class LiveSubscriber {
  count = 0;
  outOfOrder = 0;
  readonly #gaps: LongestDuration;
  #client: ReturnType<typeof connect> | undefined;
  #last = 0;
  #wanted = Number.POSITIVE_INFINITY;
  readonly #arrived = Promise.withResolvers<void>();

  constructor(gaps: LongestDuration) {
    this.#gaps = gaps;
  }

  /** Connects and resolves when the subscription is live. */
  async connect(port: number): Promise<void> {
    const client = connect({ port });
    this.#client = client;
    void this.#read(client).catch((error: unknown) => this.#arrived.reject(error));
    for await (const status of client.status()) if (status.kind === 'live') return;
  }

  async reached(count: number): Promise<void> {
    this.#wanted = count;
    if (this.count >= count) return;
    const timer = setTimeout(() => {
      this.#arrived.reject(new Error(`only ${this.count} of ${count} outcomes were delivered`));
    }, deliveryTimeoutMs);
    await this.#arrived.promise;
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    await this.#client?.close();
  }

  async #read(client: ReturnType<typeof connect>): Promise<void> {
    for await (const outcomes of client.outcomes({}).batches()) {
      const now = performance.now();
      if (this.#last > 0) this.#gaps.note(now - this.#last);
      this.#last = now;
      for (const outcome of outcomes) {
        if (Number(outcome.sessionIdentifier) !== this.count) this.outOfOrder++;
        this.count++;
      }
      if (this.count >= this.#wanted) this.#arrived.resolve();
    }
  }
}
