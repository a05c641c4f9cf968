import type { TrialRun } from '../trial-kind.ts';
import { runSchedule, type Verdict } from './schedule.ts';

const tellEvery = 100;

/** Runs this number of schedules, each from a seed of its own, and prints what they came to; resolves to whether none was wrong. */
export async function clockTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  let total: Verdict = { recorded: 0, removed: 0, young: 0, old: 0, clockSteps: 0, restarts: 0 };
  for (let number = 0; number < count; number++) {
    const verdict = await runSchedule(seed + number);
    if (verdict.young + verdict.old > 0)
      print(`schedule ${seed + number}: ${verdict.young} young records removed, ${verdict.old} old ones kept`);
    total = sum(total, verdict);
    if ((number + 1) % tellEvery === 0 || number + 1 === count) print(`${number + 1} schedules: ${describe(total)}`);
  }
  return total.young + total.old === 0;
}

function sum(one: Verdict, other: Verdict): Verdict {
  return {
    recorded: one.recorded + other.recorded,
    removed: one.removed + other.removed,
    young: one.young + other.young,
    old: one.old + other.old,
    clockSteps: one.clockSteps + other.clockSteps,
    restarts: one.restarts + other.restarts,
  };
}

function describe({ recorded, removed, young, old, clockSteps, restarts }: Verdict): string {
  return (
    `${recorded} records, ${clockSteps} steps of the clock, ${restarts} restarts; ` +
    `${removed} removed, of these young: ${young}; old and kept: ${old}`
  );
}
