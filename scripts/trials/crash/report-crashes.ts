import type { TrialRun } from '../trial-kind.ts';
import { type CrashResult, hasNoFaults, runCrashTrials } from './crash-trials.ts';

const progressEveryMs = 5000;

/** Runs crash trials and prints progress and result. */
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
  return hasNoFaults(result);
}

function summary(count: number, seed: number, result: CrashResult): string {
  const { kills, processes, unclosed, committed, lost, invented, outOfOrder, doubled } = result;
  const faults = `lost ${lost}, invented ${invented}, out of order ${outOfOrder}, doubled ${doubled}`;
  const warning =
    unclosed.length === 0
      ? ''
      : `, subscribers that did not close in time ${unclosed.length} (${[...new Set(unclosed)].join(', ')})`;
  return `trials ${count}, kills ${kills} in ${processes} processes, committed ${committed}, ${faults}${warning}, seed ${seed}`;
}
