import { clientKill, type Death, deaths } from './deaths.ts';
import type { Heartbeat } from './heartbeats.ts';
import { runKilledClients } from './killed-clients.ts';
import { startSubscriber } from './link-subscriber.ts';
import { attemptTrial, type EndedTrial, type LinkResult } from './link-trial.ts';
import type { ServiceName } from './services.ts';
import { runSideBySide } from './side-by-side.ts';

/** Trials of a process at the same time: they wait for most of their time. */
const sideBySide = 80;

/** The trials of one death, heartbeat and service. Passed between processes. */
export interface CellJob {
  readonly count: number;
  readonly seed: number;
  /** Name of the death. */
  readonly death: string;
  readonly heartbeat: Heartbeat;
  readonly service: ServiceName;
}

/** What the trials of one death, heartbeat and service came to. */
export interface Cell extends LinkResult {
  readonly death: string;
  readonly heartbeat: Heartbeat;
  readonly service: ServiceName;
  readonly trials: number;
  /** Lost in one trial, at most. */
  readonly mostLost: number;
  /** Why trials did not come to an end. */
  readonly failures: readonly string[];
}

/** Runs the trials of a cell. `compileCache`: directory of Node's compile cache for processes that are killed. */
export async function runCell(job: CellJob, compileCache: string): Promise<Cell> {
  const death = [...deaths, clientKill].find(({ name }) => name === job.death);
  if (death === undefined) throw new Error(`no death is called ${job.death}`);
  const run = { ...job, death };
  return cellOf(job, await (death === clientKill ? runKilledClients(run, compileCache) : runInProcess(run)));
}

function runInProcess({
  count,
  seed,
  ...run
}: Omit<CellJob, 'death'> & { readonly death: Death }): Promise<EndedTrial[]> {
  const killClient = (): Promise<void> => Promise.reject(new Error('this client has no process of its own'));
  // A client whose process has no time for its heartbeat connects again and again, and so do all others.
  const mostLateMs = run.heartbeat.timeoutMs / 5;
  return runSideBySide(count, { atATime: sideBySide, mostLateMs }, (number) =>
    attemptTrial({ ...run, seed: seed + number, subscribe: startSubscriber, killClient }),
  );
}

function cellOf({ death, heartbeat, service }: CellJob, ended: readonly EndedTrial[]): Cell {
  const results = ended.filter((each) => typeof each !== 'string');
  const sum = (of: (result: LinkResult) => number): number => results.reduce((total, each) => total + of(each), 0);
  return {
    death,
    heartbeat,
    service,
    trials: results.length,
    recorded: sum(({ recorded }) => recorded),
    lost: sum(({ lost }) => lost),
    mostLost: Math.max(0, ...results.map(({ lost }) => lost)),
    doubled: sum(({ doubled }) => doubled),
    repeated: sum(({ repeated }) => repeated),
    wrong: sum(({ wrong }) => wrong),
    failures: ended.filter((each) => typeof each === 'string'),
  };
}
