import { createRandom } from '../../built-packages.ts';
import type { Faults } from './delivery-audit.ts';
import { runKillSequence } from './kill-sequence.ts';

/** Kills of a process after which new journals and subscribers are made. */
const killsPerSequence = 40;
const defaultServicesPerProcess = 10;

export interface CrashOptions {
  /** Services to kill. */
  readonly count: number;
  readonly seed: number;
  /** Services in one process, which are killed together. Default 10. */
  readonly servicesPerProcess?: number;
  /** Called after each kill. */
  readonly onProgress?: (result: CrashResult) => void;
}

export interface CrashResult extends Faults {
  /** Services killed. */
  kills: number;
  /** Processes killed. */
  processes: number;
  /** Parts of subscribers that did not close in time at the end, when no service was running. */
  unclosed: string[];
  /** Outcomes that a service reported as committed. */
  committed: number;
}

/**
 * Kills processes that run `sdmp serve` at points chosen by the seed, and counts lost, invented, doubled and misordered
 * outcomes. Rejects, naming the kill, when a service cannot start again or an outcome is not delivered in time.
 */
export async function runCrashTrials(options: CrashOptions): Promise<CrashResult> {
  const { count, seed, servicesPerProcess = defaultServicesPerProcess, onProgress } = options;
  const result: CrashResult = {
    kills: 0,
    processes: 0,
    unclosed: [],
    committed: 0,
    lost: 0,
    invented: 0,
    outOfOrder: 0,
    doubled: 0,
  };
  const onKill = (services: number): void => {
    result.kills += services;
    result.processes++;
    onProgress?.(result);
  };
  const onUnclosed = (part: string): void => {
    result.unclosed.push(part);
  };
  const seeds = createRandom(seed);
  while (result.kills < count) {
    const left = count - result.kills;
    const services = Math.min(servicesPerProcess, left);
    const kills = Math.min(killsPerSequence, Math.floor(left / services));
    try {
      const random = createRandom(seeds.next());
      const sequence = await runKillSequence({ services, kills, random, onKill, onUnclosed });
      result.committed += sequence.committed;
      for (const faults of sequence.faults) {
        for (const fault of ['lost', 'invented', 'outOfOrder', 'doubled'] as const) result[fault] += faults[fault];
      }
    } catch (cause) {
      throw new Error(`after kill ${result.kills} of seed ${seed}: ${describe(cause)}`, { cause });
    }
    if (!hasNoFaults(result)) return result;
  }
  return result;
}

/** Returns the error and its causes on one line. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? String(error) : `${String(error)}: ${describe(cause)}`;
}

/** Returns whether nothing was lost, invented, out of order or doubled. */
export function hasNoFaults({ lost, invented, outOfOrder, doubled }: Faults): boolean {
  return lost + invented + outOfOrder + doubled === 0;
}
