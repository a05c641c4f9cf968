import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, CellJob } from './cell.ts';
import { CellWorker } from './cell-worker.ts';
import { clientKill, type Death, deaths } from './deaths.ts';
import { defaultHeartbeat, type Heartbeat, heartbeats } from './heartbeats.ts';
import { serviceNames } from './services.ts';
import { runSideBySide } from './side-by-side.ts';

/** Processes for each processor: trials wait for most of their time. */
const processesPerProcessor = 4;

export interface LinkTrialOptions {
  /** Trials of each death, heartbeat and service. */
  readonly count: number;
  readonly seed: number;
  /** Default: all. */
  readonly heartbeats?: readonly Heartbeat[];
  /** Name of the one death to play. Default: all; its seeds are the same either way. */
  readonly only?: string | undefined;
  /** Called with each cell when its trials are over, in any order. */
  readonly onCell?: (cell: Cell) => void;
}

/** Runs every death with every heartbeat at every service. Resolves to the cells in the order of the table. */
export async function runLinkTrials(options: LinkTrialOptions): Promise<readonly Cell[]> {
  await using stack = new AsyncDisposableStack();
  const compileCache = await mkdtemp(join(tmpdir(), 'sdmp-links-'));
  stack.defer(() => rm(compileCache, { recursive: true, force: true }));
  const jobs = jobsOf(options).filter(({ death }) => death === (options.only ?? death));
  const processes = Math.min(jobs.length, availableParallelism() * processesPerProcessor);
  const idle = Array.from({ length: processes }, () => new CellWorker(compileCache));
  for (const worker of idle) stack.defer(() => worker.close());
  return await runSideBySide(jobs.length, { atATime: idle.length }, async (number) => {
    const [worker, job] = [idle.pop(), jobs[number]];
    if (worker === undefined || job === undefined) throw new Error('there is no worker for a cell');
    const cell = await worker.run(job);
    idle.push(worker);
    options.onCell?.(cell);
    return cell;
  });
}

function jobsOf({ count, seed, heartbeats: chosen = heartbeats }: LinkTrialOptions): readonly CellJob[] {
  // The system tells a service that a process was killed, no heartbeat does.
  const heartbeatsOf = (death: Death): readonly Heartbeat[] => (death === clientKill ? [defaultHeartbeat] : chosen);
  return [...deaths, clientKill]
    .flatMap((death) =>
      heartbeatsOf(death).flatMap((heartbeat) =>
        serviceNames.map((service) => ({ count, death: death.name, heartbeat, service })),
      ),
    )
    .map((job, at) => ({ ...job, seed: seed + at * count }));
}
