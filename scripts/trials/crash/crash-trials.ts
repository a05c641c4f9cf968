import { createRandom } from '../../built-packages.ts';
import type { Faults } from './delivery-audit.ts';
import { playSeason } from './kill-sequence.ts';

/** Kills of a process that share journals and readers. */
const killsPerSeason = 40;
const usualTogether = 10;

export interface CrashOptions {
  /** How many services are killed. */
  readonly count: number;
  readonly seed: number;
  /** Services in one process, which die together. Default 10. */
  readonly together?: number;
  /** Called after each kill. */
  readonly onProgress?: (result: CrashResult) => void;
}

export interface CrashResult extends Faults {
  /** Services killed. */
  kills: number;
  /** Processes killed. */
  processes: number;
  /** What readers could not leave at the end, when no service was there any more. */
  stuck: string[];
  /** Outcomes that a service said to have on disk. */
  committed: number;
}

/**
 * Kills processes with `sdmp serve` in them at moments that the seed decides, again and again, and counts what became of
 * the outcomes. Rejects, naming the kill, when a service cannot start any more or something is never delivered.
 */
export async function runCrashTrials(options: CrashOptions): Promise<CrashResult> {
  const { count, seed, together = usualTogether, onProgress } = options;
  const result: CrashResult = {
    kills: 0,
    processes: 0,
    stuck: [],
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
  const onStuck = (what: string): void => {
    result.stuck.push(what);
  };
  const seeds = createRandom(seed);
  while (result.kills < count) {
    const left = count - result.kills;
    const seats = Math.min(together, left);
    const kills = Math.min(killsPerSeason, Math.floor(left / seats));
    try {
      const season = await playSeason({ seats, kills, random: createRandom(seeds.next()), onKill, onStuck });
      result.committed += season.committed;
      for (const faults of season.faults) {
        for (const fault of ['lost', 'invented', 'outOfOrder', 'doubled'] as const) result[fault] += faults[fault];
      }
    } catch (cause) {
      throw new Error(`after kill ${result.kills} of seed ${seed}: ${reasons(cause)}`, { cause });
    }
    if (!isPerfect(result)) return result;
  }
  return result;
}

/** The error and what caused it, on one line. */
function reasons(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? String(error) : `${String(error)}: ${reasons(cause)}`;
}

/** Whether nothing was lost, invented, out of order or doubled. */
export function isPerfect({ lost, invented, outOfOrder, doubled }: Faults): boolean {
  return lost + invented + outOfOrder + doubled === 0;
}
