import type { TrialRun } from '../trial-kind.ts';
import { runCallsTrial } from './calls-trial.ts';

const tellEvery = 50;

/** Runs the trial and prints what it came to; resolves to whether no call was lost, doubled or wrong. */
export async function callTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  const onKill = (kills: number): void => {
    if (kills % tellEvery === 0) print(`${kills} of ${count} kills`);
  };
  const { kills, killsAtStart, calls, verified, sentAgain, lost, doubled, wrong } = await runCallsTrial({
    count,
    seed,
    onKill,
  });
  print(
    `${kills} kills, ${killsAtStart} of them while starting; ${calls} calls, ${verified} reports verified, ${sentAgain} not verified before a kill and sent again`,
  );
  print(`lost ${lost}, doubled ${doubled}, wrong ${wrong}`);
  return lost + doubled + wrong === 0;
}
