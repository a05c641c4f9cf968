import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Barrier } from './barrier.ts';
import { clientKill, type Death, deaths } from './deaths.ts';
import { type Heartbeat, heartbeats } from './heartbeats.ts';
import { startSubscriber } from './link-subscriber.ts';
import { type LinkResult, type LinkTrial, runLinkTrial } from './link-trial.ts';
import { type ServiceName, serviceNames } from './services.ts';
import { SubscriberHost } from './subscriber-host.ts';

/** Trials at the same time: they wait for most of their time. */
const sideBySide = 60;
/** Trials whose clients share a process that is killed. */
const sharingProcess = 20;

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

export interface LinkTrialOptions {
  /** Trials of each death, heartbeat and service. */
  readonly count: number;
  readonly seed: number;
  /** Default: all. */
  readonly heartbeats?: readonly Heartbeat[];
  /** Default: all. */
  readonly deaths?: readonly Death[];
  readonly onCell?: (cell: Cell) => void;
}

/** Runs every death with every heartbeat at every service. */
export async function runLinkTrials(options: LinkTrialOptions): Promise<readonly Cell[]> {
  const { count, onCell, heartbeats: chosen = heartbeats, deaths: played = [...deaths, clientKill] } = options;
  await using stack = new AsyncDisposableStack();
  const compileCache = await mkdtemp(join(tmpdir(), 'sdmp-links-'));
  stack.defer(() => rm(compileCache, { recursive: true, force: true }));
  const cells: Cell[] = [];
  let seed = options.seed;
  for (const death of played) {
    for (const heartbeat of chosen) {
      for (const service of serviceNames) {
        const run = { count, seed, death, heartbeat, service };
        const outcomes = await (death === clientKill ? runKilled(run, compileCache) : runInProcess(run));
        const cell = cellOf(run, outcomes);
        seed += count;
        cells.push(cell);
        onCell?.(cell);
      }
    }
  }
  return cells;
}

interface Run {
  readonly count: number;
  readonly seed: number;
  readonly death: Death;
  readonly heartbeat: Heartbeat;
  readonly service: ServiceName;
}

type Ended = LinkResult | string;

function cellOf({ death, heartbeat, service }: Run, ended: readonly Ended[]): Cell {
  const results = ended.filter((each) => typeof each !== 'string');
  const sum = (of: (result: LinkResult) => number): number => results.reduce((total, each) => total + of(each), 0);
  return {
    death: death.name,
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

async function attempt(trial: LinkTrial): Promise<Ended> {
  try {
    return await runLinkTrial(trial);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return `${trial.death.name}, ${trial.service}, seed ${trial.seed}: ${text}`;
  }
}

/** Runs jobs 0 to before `count`, that many at a time. */
async function runSideBySide<Result>(
  count: number,
  atATime: number,
  job: (number: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) results.push(await job(next++));
  };
  await Promise.all(Array.from({ length: Math.min(count, atATime) }, work));
  return results;
}

function runInProcess({ count, seed, ...run }: Run): Promise<Ended[]> {
  const killClient = (): Promise<void> => Promise.reject(new Error('this client has no process of its own'));
  return runSideBySide(count, sideBySide, (number) =>
    attempt({ ...run, seed: seed + number, subscribe: startSubscriber, killClient }),
  );
}

async function runKilled(run: Run, compileCache: string): Promise<Ended[]> {
  const groups = Math.ceil(run.count / sharingProcess);
  const ended = await runSideBySide(groups, sideBySide / sharingProcess, (group) => {
    const from = group * sharingProcess;
    const count = Math.min(sharingProcess, run.count - from);
    return runSharingProcess({ ...run, count, seed: run.seed + from }, compileCache);
  });
  return ended.flat();
}

async function runSharingProcess({ count, seed, ...run }: Run, compileCache: string): Promise<Ended[]> {
  const host = new SubscriberHost(compileCache);
  const barrier = new Barrier(count, () => host.killAndRestart());
  try {
    return await runSideBySide(count, count, async (trial) => {
      let hasAsked = false;
      const ended = await attempt({
        ...run,
        seed: seed + trial,
        subscribe: (port, heartbeat, events) => {
          host.subscribe({ trial, port, heartbeat }, events);
          return () => Promise.resolve();
        },
        killClient: () => {
          hasAsked = true;
          return barrier.ask();
        },
      });
      if (!hasAsked) barrier.leave();
      return ended;
    });
  } finally {
    await host.close();
  }
}
