import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../built-packages.ts';
import { Contestant } from './contestant.ts';
import { play } from './play.ts';
import type { Answer, Job } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

/** Processes in one round at most. */
const processes = 3;
/** From the order to the moment, milliseconds; time for it to reach every process. */
const leadMs = 6;
/** Some of them begin later than the others by up to this, milliseconds, so that each meets each step of the others. */
const longestLagMs = 12;

export interface TogetherOptions {
  /** Rounds of each scenario. */
  readonly count: number;
  readonly seed: number;
  /** Names of those to be played. Default all. */
  readonly only?: readonly string[];
  readonly onScenario?: (result: ScenarioResult) => void;
}

export interface ScenarioResult {
  readonly name: string;
  readonly rounds: number;
  /** Why it was not played. */
  readonly missing?: string;
  /** What was wrong, a line each, with its round. */
  readonly faults: readonly string[];
}

/** Has several processes do the same thing at the same moment, again and again, and looks at what came of it. */
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
  for (let index = 0; index < count; index++) {
    const { jobs, judge } = await stage.round(index, random);
    const answers = await playJobs(name, crew, jobs, random);
    // What cannot be looked at is wrong as well.
    const judged = await play(() => judge(answers));
    const found = judged.error === undefined ? (judged.value as readonly string[]) : [judged.error.message];
    for (const fault of found) faults.push(`${name}, round ${index}: ${fault}`);
  }
  return { name, rounds: count, faults };
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
