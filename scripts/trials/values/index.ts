import type { TrialRun } from '../trial-kind.ts';
import { UsageError } from '../../usage.ts';
import { doorCount, playRound } from './round.ts';

const fewestCases = 50;
/** Cases that one set of processes takes: more would only need memory. */
const casesARound = 20_000;

/**
 * Hands hostile values in through every door: feeds in each encoding, sockets of dialers in each encoding, POST as JSON and
 * as CloudEvents, the import of an archive. Every way out is compared with what went in, and every refusal with what is wrong.
 * Resolves to whether nothing was changed, lost, invented or refused wrongly.
 */
export async function valueTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  if (count < fewestCases) throw new UsageError(`--count: must be at least ${fewestCases} for values`);
  let recorded = 0;
  let refused = 0;
  let faults = 0;
  for (let round = 0; recorded + refused < count; round++) {
    const cases = Math.min(casesARound, count - recorded - refused);
    const result = await playRound([seed + round], Math.ceil(cases / doorCount), print);
    for (const fault of result.faults) print(`round of seed ${seed + round}: ${fault}`);
    for (const counts of result.counts) {
      recorded += counts.recorded;
      refused += counts.refused;
    }
    faults += result.faultCount;
    print(
      `${recorded + refused} cases through ${doorCount} doors: ${recorded} to be recorded, ${refused} to be refused`,
    );
  }
  print(`faults: ${faults}; seed ${seed}`);
  return faults === 0;
}
