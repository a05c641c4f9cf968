import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../built-packages.ts';
import { fillJournal } from './fill-journal.ts';
import type { Said, ServedPhase } from './phases.ts';
import type { ServedJob } from './served-journal.ts';
import { Longest, watchPauses } from './longest-duration.ts';
import { syncBeside } from './disk-probe.ts';

export interface RetentionOptions {
  /** Outcomes that are there before, and are removed. */
  readonly count: number;
  /** Outcomes recorded meanwhile. Default 2,000 a second. */
  readonly ratePerSecond?: number;
  /** How long the phase lasts in which nothing else is done, milliseconds. Default 5,000. */
  readonly quietMs?: number;
  /** How long the phase of merging lasts at most, milliseconds. Default 30,000. */
  readonly mergingMs?: number;
}

export interface RetentionPhase extends ServedPhase {
  /** The longest time between two deliveries. */
  readonly longestGapMs: number;
  /** The longest time for which the receiving process itself stood still. */
  readonly receiverPauseMs: number;
  /** The longest that the disk kept another small write waiting. */
  readonly longestSyncMs: number;
}

export interface RetentionResult {
  readonly phases: readonly RetentionPhase[];
  readonly fed: number;
  readonly delivered: number;
  /** Delivered out of their order, or twice, or left out. */
  readonly outOfOrder: number;
  readonly removed: number;
  readonly merged: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const patienceMs = 60_000;
const program = fileURLToPath(new URL('served-journal.ts', import.meta.url));

/** Removes `count` outcomes from a journal that is written and served, and measures who has to wait for it. */
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
  const [gaps, syncs, pauses] = [new Longest(), new Longest(), watchPauses()];
  const syncing = syncBeside(join(home, 'beside'), syncs, stopped.signal);
  const phases: RetentionPhase[] = [];
  const received = new Received(gaps);
  try {
    for await (const said of sayingsOf(child, ended)) {
      if (said.kind === 'listening') void received.from(said.port).then(() => child.send('subscribed'));
      if (said.kind === 'begins') for (const each of [gaps, syncs, pauses]) each.take();
      if (said.kind === 'ended') {
        const [longestGapMs, longestSyncMs, receiverPauseMs] = [gaps.take(), syncs.take(), pauses.take()];
        phases.push({ ...said.served, longestGapMs, longestSyncMs, receiverPauseMs });
      }
      if (said.kind !== 'done') continue;
      await received.reached(said.fed);
      await received.close();
      child.send('end');
      await ended;
      const { fed, removed, merged } = said;
      return { phases, fed, removed, merged, delivered: received.count, outOfOrder: received.outOfOrder };
    }
    throw new Error('the serving process ended before it was done');
  } finally {
    child.kill('SIGKILL');
    stopped.abort();
    pauses.stop();
    await syncing;
  }
}

async function* sayingsOf(child: ReturnType<typeof fork>, ended: Promise<unknown>): AsyncGenerator<Said> {
  const said: Said[] = [];
  let wake = Promise.withResolvers<void>();
  // The two files of this trial agree on the type.
  child.on('message', (message) => {
    said.push(message as Said);
    wake.resolve();
  });
  const end = ended.then(() => 'ended');
  for (;;) {
    for (let next = said.shift(); next !== undefined; next = said.shift()) yield next;
    if ((await Promise.race([wake.promise, end])) === 'ended' && said.length === 0) return;
    wake = Promise.withResolvers<void>();
  }
}

/** What a live subscriber gets: numbers that count up. */
class Received {
  count = 0;
  outOfOrder = 0;
  readonly #gaps: Longest;
  #client: ReturnType<typeof connect> | undefined;
  #last = 0;
  #wanted = Number.POSITIVE_INFINITY;
  readonly #arrived = Promise.withResolvers<void>();

  constructor(gaps: Longest) {
    this.#gaps = gaps;
  }

  /** Resolves when it is live. */
  async from(port: number): Promise<void> {
    const client = connect({ port });
    this.#client = client;
    void this.#read(client).catch((error: unknown) => this.#arrived.reject(error));
    for await (const status of client.status()) if (status.kind === 'live') return;
  }

  async reached(count: number): Promise<void> {
    this.#wanted = count;
    if (this.count >= count) return;
    const timer = setTimeout(() => {
      this.#arrived.reject(new Error(`only ${this.count} of ${count} outcomes came`));
    }, patienceMs);
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
