import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Benchmark, wholePath } from '../benchmark.ts';
import type { FillJob } from '../scale/fill-process.ts';
import { startBridgeProcess } from '../service/bridge-process.ts';
import { thousands } from '../statistics.ts';
import { rateTableHeading, rateTableRows } from './rate-tables.ts';
import { freePort } from '../../scripts/free-port.ts';
import { processorSecondsOf } from '../system/process-figures.ts';
import { type TemporaryFolder, temporaryFolder } from '../system/temporary-folder.ts';
import { startWorkerProcess } from '../system/worker-process.ts';

const defaultCount = 2_000_000;
const quickCount = 50_000;
/** More sessions are not told apart. */
const mostRated = 1_000_000;
const pollMs = 100;
const fillProcess = new URL('../scale/fill-process.ts', import.meta.url);

interface Counted {
  /** From the start of the bridge until every outcome is counted. */
  readonly seconds: number;
  readonly processorSeconds: number;
}

async function filledFolder(job: Omit<FillJob, 'directory'>): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  await using worker = startWorkerProcess<FillJob, object>(fillProcess);
  worker.send({ ...job, directory: join(folder.path, 'journal') });
  await worker.next();
  return folder;
}

/** The window with the smallest answer, so that asking costs little. */
async function isComplete(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/rates?window=15m`);
  return ((await response.json()) as { readonly complete: boolean }).complete;
}

async function callsCounted(url: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/campaigns?window=24h`);
  return ((await response.json()) as { readonly total: { readonly calls: number } }).total.calls;
}

async function count(folder: string, outcomes: number): Promise<Counted> {
  const began = performance.now();
  await using bridge = await startBridgeProcess(folder, await freePort());
  while (!(await isComplete(bridge.url))) await delay(pollMs);
  const seconds = (performance.now() - began) / 1000;
  const processorSeconds = await processorSecondsOf(bridge.pid);
  const calls = await callsCounted(bridge.url);
  if (calls !== outcomes) throw new RangeError(`${calls} of ${outcomes} outcomes were counted`);
  return { seconds, processorSeconds };
}

/** Returns how long a bridge takes to count a journal, beyond what it takes to start with an almost empty one. */
async function measure(job: Omit<FillJob, 'directory'>): Promise<Counted> {
  await using empty = await filledFolder({ ...job, outcomes: 1 });
  await using filled = await filledFolder(job);
  const start = await count(empty.path, 1);
  const whole = await count(filled.path, job.outcomes);
  return {
    seconds: whole.seconds - start.seconds,
    processorSeconds: whole.processorSeconds - start.processorSeconds,
  };
}

/** Measures how fast a bridge counts outcomes per campaign and step of time. */
export const statisticsBenchmark: Benchmark = {
  name: 'statistics',
  summary: 'counting: a bridge that starts with a journal of today reads and counts all of it',
  measures: [...wholePath, 'apps/bridge'],
  run: async (report, options) => {
    const outcomes = options.count ?? (options.quick ? quickCount : defaultCount);
    report.text(
      `${thousands(outcomes)} outcomes of today, read from the journal and counted per campaign, step of time, reason and ` +
        'agent; without the start of the program. µs: CPU time of the bridge per outcome, all threads.',
    );
    const rows: string[][] = [];
    for (const campaigns of [undefined, { count: 400, order: 'mixed' as const }]) {
      const { seconds, processorSeconds } = await measure({
        outcomes,
        ...(campaigns === undefined ? {} : { campaigns }),
      });
      const name = campaigns === undefined ? 'few, of a simulated shift' : `${campaigns.count}, mixed`;
      rows.push([name, thousands(outcomes / seconds), ((processorSeconds / outcomes) * 1e6).toFixed(2)]);
    }
    report.table(['campaigns', 'outcomes/s', 'µs'], rows);
    report.text(
      'Outcomes that were read, counted into the rates of reports, sessions told apart; CPU time, the best of three.',
    );
    report.table(rateTableHeading, rateTableRows(Math.min(outcomes, mostRated)));
  },
};
