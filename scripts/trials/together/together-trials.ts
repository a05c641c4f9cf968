import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../built-packages.ts';
import { Contestant } from './contestant.ts';
import { play } from './play.ts';
import type { Answer, Job } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

/** Maximum number of processes in a round. */
const processes = 3;
/** Time from the command to the start, milliseconds, so that it reaches every process. */
const leadMs = 6;
/** A slow scenario is played once where the others are played so often. */
const slowEvery = 4;
/** Maximum delay of some processes, milliseconds, so that their steps overlap differently. */
const longestLagMs = 12;

export interface TogetherOptions {
  /** Rounds of each scenario; of slow ones a quarter. */
  readonly count: number;
  readonly seed: number;
  /** Names of the scenarios to run. Default: all. */
  readonly only?: readonly string[];
  readonly onScenario?: (result: ScenarioResult) => void;
}

export interface ScenarioResult {
  readonly name: string;
  readonly rounds: number;
  /** Why the scenario was skipped. */
  readonly missing?: string;
  /** Faults, one per line, with the round. */
  readonly faults: readonly string[];
}

/** Runs each scenario repeatedly with several processes that start at the same time, and checks the results. */
export async function runTogetherTrials(options: TogetherOptions): Promise<readonly ScenarioResult[]> {
  const { only = Object.keys(scenarios), onScenario } = options;
  await using stack = new AsyncDisposableStack();
  const crew = Array.from({ length: processes }, () => new Contestant());
  for (const each of crew) stack.defer(() => each.stop());
  const results: ScenarioResult[] = [];
  for (const name of only) {
    const result = await playScenario(name, crew, options);
    results.push(result);
    onScenario?.(result);
  }
  return results;
}

async function playScenario(
  name: string,
  crew: readonly Contestant[],
  { count, seed }: TogetherOptions,
): Promise<ScenarioResult> {
  const scenario = scenarios[name];
  const missing = scenario?.missing?.();
  if (scenario === undefined || missing !== undefined) {
    return { name, rounds: 0, faults: [], missing: missing ?? 'there is no such scenario' };
  }
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'sdmp-together-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const stage = await scenario.begin(folder);
  stack.defer(() => stage.end());
  const random = createRandom(seed);
  const faults: string[] = [];
  const rounds = scenario.slow === true ? Math.ceil(count / slowEvery) : count;
  for (let index = 0; index < rounds; index++) {
    const { jobs, judge } = await stage.round(index, random);
    const answers = await playJobs(name, crew, jobs, random);
    // A failing check is a fault too.
    const judged = await play(() => judge(answers));
    const found = judged.error === undefined ? (judged.value as readonly string[]) : [judged.error.message];
    for (const fault of found) faults.push(`${name}, round ${index}: ${fault}`);
  }
  return { name, rounds, faults };
}

async function playJobs(
  name: string,
  crew: readonly Contestant[],
  jobs: readonly Job[],
  random: Random,
): Promise<readonly Answer[]> {
  const players = jobs.map((job, index) => ({ job, contestant: crew[index % crew.length] ?? new Contestant() }));
  await Promise.all(players.map(({ job, contestant }) => contestant.prepare(name, job)));
  const at = performance.timeOrigin + performance.now() + leadMs;
  return Promise.all(
    players.map(({ contestant }) => contestant.begin(at + (random.chance(0.5) ? 0 : random.below(longestLagMs)))),
  );
}
