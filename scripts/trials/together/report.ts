import type { TrialRun } from '../trial-kind.ts';
import { runTogetherTrials } from './together-trials.ts';

/** Maximum number of faults printed; the rest are counted. */
const faultsShown = 10;

/** Runs every scenario and prints the results. Returns whether none was faulty or skipped. */
export async function reportTogether({ count, seed, print }: TrialRun): Promise<boolean> {
  const results = await runTogetherTrials({
    count,
    seed,
    onScenario: ({ name, rounds, faults, missing }) => {
      print(
        missing === undefined ? `${name}: ${rounds} rounds, wrong ${faults.length}` : `${name}: NOT PLAYED, ${missing}`,
      );
      for (const fault of faults.slice(0, faultsShown)) print(`  ${fault}`);
    },
  });
  const rounds = results.reduce((sum, each) => sum + each.rounds, 0);
  const faults = results.reduce((sum, each) => sum + each.faults.length, 0);
  print(`${results.length} scenarios, ${rounds} rounds, wrong ${faults}, seed ${seed}`);
  return faults === 0 && results.every(({ missing }) => missing === undefined);
}
