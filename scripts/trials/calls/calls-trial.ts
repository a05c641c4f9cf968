import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../built-packages.ts';
import { CallsHost } from './calls-host.ts';
import { type KillPointName, killPointNames, killPoints, killPointWeights } from './kill-points.ts';
import type { FoundFaults } from './outcome-audit.ts';
import { ReportedService } from './reported-service.ts';

export interface CallsVerdict extends FoundFaults {
  /** Services killed. */
  readonly kills: number;
  /** Processes killed, by what they were doing. */
  readonly processes: Readonly<Record<KillPointName, number>>;
  readonly calls: number;
  readonly verified: number;
  /** Reports that were not verified before a kill, and sent again. */
  readonly sentAgain: number;
}

export interface CallsTrial {
  /** Services to kill. */
  readonly count: number;
  readonly seed: number;
  /** Services in one process, which are killed together. Default 4. */
  readonly servicesPerProcess?: number;
  /** Called after each kill of a process with the number of services killed until then. */
  readonly onKill?: (kills: number) => void;
}

/** Most of a kill is the start of the process after it, so services share one. */
const defaultServicesPerProcess = 4;
/** Processes that are killed side by side: one reports and kills while another starts. */
const processesAtOnce = 2;
/** How long the services of a process take to start on an idle machine, milliseconds. */
const idleStartMs = 1000;

/**
 * Reports calls to services, each in a folder of its own, that are killed this number of times altogether, closes them in order at last,
 * and compares their outcomes with the reports in a single reading.
 */
export async function runCallsTrial(options: CallsTrial): Promise<CallsVerdict> {
  const { count, seed, servicesPerProcess = defaultServicesPerProcess, onKill } = options;
  const home = mkdtempSync(join(tmpdir(), 'sdmp-calls-trial-'));
  const counts = Object.fromEntries(killPointNames.map((name) => [name, 0])) as Record<KillPointName, number>;
  let kills = 0;
  const killAgain = async (services: readonly ReportedService[], random: Random): Promise<void> => {
    let startMs = idleStartMs;
    while (kills < count) {
      // The last kill may be of fewer services.
      const some = services.slice(0, count - kills);
      kills += some.length;
      const killed = await killOnce(some, random, startMs);
      counts[killed.point]++;
      startMs = killed.startMs ?? startMs;
      onKill?.(kills);
    }
    const host = new CallsHost(services.map(({ directory }) => directory));
    await Promise.all(services.map((service, index) => service.complete(host, index)));
    await host.kill();
  };
  try {
    const groups = Array.from(
      { length: Math.min(processesAtOnce, Math.ceil(count / servicesPerProcess)) },
      (_, group) =>
        Array.from({ length: servicesPerProcess }, (__, index) => new ReportedService(join(home, `${group}-${index}`))),
    );
    await Promise.all(groups.map((group, index) => killAgain(group, createRandom(seed + index))));
    const services = groups.flat();
    const faults = await Promise.all(services.map((service) => service.findFaults()));
    return {
      kills,
      processes: counts,
      calls: sum(services.map(({ calls }) => calls)),
      verified: sum(services.map(({ verified }) => verified)),
      sentAgain: sum(services.map(({ sentAgain }) => sentAgain)),
      lost: sum(faults.map(({ lost }) => lost)),
      doubled: sum(faults.map(({ doubled }) => doubled)),
      wrong: sum(faults.map(({ wrong }) => wrong)),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Starts a process, reports to its services and kills it at a point that chance chooses. */
async function killOnce(services: readonly ReportedService[], random: Random, startMs: number): Promise<Killed> {
  const point = killPointWeights[random.below(killPointWeights.length)] ?? 'reporting';
  const began = performance.now();
  const host = new CallsHost(services.map(({ directory }) => directory));
  const verified = new VerifiedCount();
  const starting = Promise.all(services.map((_, index) => host.port(index)));
  const started = starting.then((ports) => (ports.includes(undefined) ? undefined : performance.now() - began));
  const reporting = Promise.all(
    services.map(async (service, index) => {
      service.beginCalls();
      const port = await host.port(index);
      if (port !== undefined) await service.report(port, () => verified.add());
    }),
  );
  // Both are awaited at the end.
  for (const each of [started, reporting]) each.catch(() => undefined);
  try {
    await killPoints[point]({
      random,
      startMs,
      untilVerified: async (count) => {
        await started;
        await Promise.race([verified.reached(count), reporting]);
      },
      close: () => {
        for (const index of services.keys()) void host.close(index);
      },
    });
  } finally {
    await host.kill();
    // Only now is it known of each report whether it was verified.
    await reporting;
  }
  return { point, startMs: await started };
}

interface Killed {
  readonly point: KillPointName;
  /** How long the start took; undefined where the kill cut it short. */
  readonly startMs: number | undefined;
}

/** Counts reports that were verified. */
class VerifiedCount {
  #count = 0;
  #awaited = Number.POSITIVE_INFINITY;
  readonly #isReached = Promise.withResolvers<void>();

  add(): void {
    if (++this.#count >= this.#awaited) this.#isReached.resolve();
  }

  reached(count: number): Promise<void> {
    this.#awaited = count;
    if (this.#count >= count) this.#isReached.resolve();
    return this.#isReached.promise;
  }
}
