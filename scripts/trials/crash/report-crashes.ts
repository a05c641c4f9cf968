import { type CrashResult, isPerfect, runCrashTrials } from './crash-trials.ts';
import type { TrialRun } from '../kinds.ts';

const progressEveryMs = 5000;

/** Plays crash trials, and prints how far they have come and what they found. */
export async function reportCrashes({ count, seed, print }: TrialRun): Promise<boolean> {
  const began = performance.now();
  let last = began;
  const onProgress = ({ kills }: CrashResult): void => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    print(`${kills} of ${count}, ${Math.round((now - began) / 1000)} s`);
  };
  const result = await runCrashTrials({ count, seed, onProgress });
  print(summary(count, seed, result));
  return isPerfect(result);
}

function summary(count: number, seed: number, result: CrashResult): string {
  const { kills, processes, stuck, committed, lost, invented, outOfOrder, doubled } = result;
  const faults = `lost ${lost}, invented ${invented}, out of order ${outOfOrder}, doubled ${doubled}`;
  const left =
    stuck.length === 0 ? '' : `, readers that could not leave ${stuck.length} (${[...new Set(stuck)].join(', ')})`;
  return `trials ${count}, kills ${kills} in ${processes} processes, committed ${committed}, ${faults}${left}, seed ${seed}`;
}
