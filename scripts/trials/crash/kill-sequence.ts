import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../built-packages.ts';
import { CrashScenario } from './crash-scenario.ts';
import type { Faults } from './delivery-audit.ts';
import { ServiceHost } from './service-host.ts';

export interface KillSequenceOptions {
  /** Services in one process, each with a journal and a subscriber of its own. */
  readonly services: number;
  /** Times the process is killed. */
  readonly kills: number;
  readonly random: Random;
  /** Called after each kill with the number of services killed. */
  readonly onKill: (services: number) => void;
  /** Called with each part of a subscriber that did not close in time. */
  readonly onUnclosed: (part: string) => void;
}

export interface KillSequenceResult {
  readonly committed: number;
  readonly faults: readonly Faults[];
}

/** Kills services repeatedly, keeping their journals and subscribers, then audits each. Rejects on a timeout. */
export async function runKillSequence(options: KillSequenceOptions): Promise<KillSequenceResult> {
  const { services, kills, random, onKill, onUnclosed } = options;
  await using stack = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'sdmp-crash-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const compileCache = join(tmpdir(), 'sdmp-crash-compiled');
  const scenarios: CrashScenario[] = [];
  for (let index = 0; index < services; index++) {
    const scenario = await CrashScenario.start(join(home, `${index}`), createRandom(random.next()));
    stack.defer(async () => {
      for (const part of await scenario.close()) onUnclosed(part);
    });
    scenarios.push(scenario);
  }
  await deliverOne(scenarios, compileCache);
  for (let kill = 0; kill < kills; kill++) {
    await crash(scenarios, compileCache, random.below(services));
    onKill(services);
  }
  await deliverOne(scenarios, compileCache);
  const committed = scenarios.reduce((total, scenario) => total + scenario.committed, 0);
  return { committed, faults: await Promise.all(scenarios.map((scenario) => scenario.findFaults())) };
}

async function deliverOne(scenarios: readonly CrashScenario[], compileCache: string): Promise<void> {
  const host = new ServiceHost(scenarios.length, compileCache);
  try {
    await Promise.all(paired(scenarios, host).map(([scenario, service]) => scenario.deliverOne(service)));
  } finally {
    await host.kill();
  }
}

/** Prepares every scenario, then kills the process at the kill point of one; the others stop wherever they are. */
async function crash(scenarios: readonly CrashScenario[], compileCache: string, leader: number): Promise<void> {
  const host = new ServiceHost(scenarios.length, compileCache);
  const preparing = Promise.all(paired(scenarios, host).map(([scenario, service]) => scenario.prepare(service)));
  try {
    const runs = (await preparing).map(({ runToKillPoint }) => runToKillPoint());
    for (const run of runs) run.catch(() => undefined);
    await runs[leader];
  } finally {
    await host.kill();
  }
  for (const { recordCommitted } of await preparing) recordCommitted();
}

function paired(scenarios: readonly CrashScenario[], { services }: ServiceHost) {
  return scenarios.flatMap((scenario, index) => {
    const service = services[index];
    return service === undefined ? [] : [[scenario, service] as const];
  });
}
