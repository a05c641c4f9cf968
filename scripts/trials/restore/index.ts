import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../built-packages.ts';
import type { TrialRun } from '../trial-kind.ts';
import { backups, playSchedule } from './play-schedule.ts';

/** Plays random schedules of feeding, backup, loss and restore. Returns whether every reader got each outcome or was told. */
export async function restoreTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), 'sdmp-restore-trials-'));
  const random = createRandom(seed);
  let [lost, toldWrongly] = [0, 0];
  try {
    for (let schedule = 0; schedule < count; schedule++) {
      const directory = join(home, String(schedule));
      const backup = backups[random.below(backups.length)] ?? 'none';
      for (const verdict of await playSchedule(directory, backup, random)) {
        lost += verdict.lost;
        toldWrongly += verdict.toldWrongly;
        if (verdict.lost + verdict.toldWrongly === 0) continue;
        print(
          `schedule ${schedule} (${backup}), ${verdict.kind}: lost ${verdict.lost}, told wrongly ${verdict.toldWrongly}`,
        );
      }
      await rm(directory, { recursive: true, force: true });
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  print(`restore: ${count} schedules, neither got nor told ${lost}, told wrongly ${toldWrongly}; seed ${seed}`);
  return lost + toldWrongly === 0;
}
