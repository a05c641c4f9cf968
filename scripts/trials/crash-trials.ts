import { createRandom } from '../built-packages.ts';
import { playChapter } from './chapter.ts';
import type { Faults } from './ledger.ts';

/** Kills that share a data folder and a reader. */
const killsPerChapter = 40;

export interface CrashOptions {
  /** How many times a service is killed. */
  readonly count: number;
  readonly seed: number;
  /** Called after each kill. */
  readonly onProgress?: (result: CrashResult) => void;
}

export interface CrashResult extends Faults {
  kills: number;
  /** Outcomes that a service said to have on disk. */
  committed: number;
}

/**
 * Kills `sdmp serve` at moments that the seed decides, again and again, and counts what became of the outcomes. Rejects,
 * naming the kill, when a service cannot start any more or something is never delivered.
 */
export async function runCrashTrials({ count, seed, onProgress }: CrashOptions): Promise<CrashResult> {
  const result: CrashResult = { kills: 0, committed: 0, lost: 0, invented: 0, outOfOrder: 0, doubled: 0 };
  const onKill = (): void => {
    result.kills++;
    onProgress?.(result);
  };
  const seeds = createRandom(seed);
  while (result.kills < count) {
    const kills = Math.min(killsPerChapter, count - result.kills);
    try {
      const { committed, faults } = await playChapter({ kills, random: createRandom(seeds.next()), onKill });
      result.committed += committed;
      for (const fault of ['lost', 'invented', 'outOfOrder', 'doubled'] as const) result[fault] += faults[fault];
    } catch (cause) {
      throw new Error(`after kill ${result.kills} of seed ${seed}: ${String(cause)}`, { cause });
    }
    if (!isPerfect(result)) return result;
  }
  return result;
}

/** Whether nothing was lost, invented, out of order or doubled. */
export function isPerfect({ lost, invented, outOfOrder, doubled }: Faults): boolean {
  return lost + invented + outOfOrder + doubled === 0;
}
