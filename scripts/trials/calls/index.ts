import { recordPromise, reliability } from '../../recorded-section.ts';
import type { TrialRun } from '../trial-kind.ts';
import { type CallsVerdict, runCallsTrial } from './calls-trial.ts';

const progressEveryMs = 5000;

/** Runs the trial and prints what it came to; resolves to whether no call was lost, doubled or wrong. */
export async function callTrials({ count, seed, record, print }: TrialRun): Promise<boolean> {
  const began = performance.now();
  let last = began;
  const onKill = (kills: number): void => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    const seconds = (now - began) / 1000;
    print(
      `${kills} of ${count} kills, ${Math.round(seconds)} s, about ${Math.round((seconds / kills) * (count - kills))} s left`,
    );
  };
  const verdict = await runCallsTrial({ count, seed, onKill });
  const { starting, reporting, closing } = verdict.processes;
  const seconds = Math.round((performance.now() - began) / 1000);
  print(
    `${verdict.kills} services killed in ${starting + reporting + closing} processes (${starting} while starting, ${reporting} while reporting, ${closing} while closing) within ${seconds} s`,
  );
  print(
    `${verdict.calls} calls, ${verdict.verified} reports verified, ${verdict.sentAgain} not verified before a kill and sent again`,
  );
  print(`lost ${verdict.lost}, doubled ${verdict.doubled}, wrong ${verdict.wrong}, seed ${seed}`);
  if (record === true) await recordVerdict(verdict, seed);
  return verdict.lost + verdict.doubled + verdict.wrong === 0;
}

async function recordVerdict(verdict: CallsVerdict, seed: number): Promise<void> {
  const { kills, processes, calls, verified, sentAgain, lost, doubled, wrong } = verdict;
  const killed = processes.starting + processes.reporting + processes.closing;
  await recordPromise(reliability, 'pnpm trials calls', {
    trial: `\`pnpm trials calls --count ${kills} --seed ${seed}\` ([calls](calls.md#what-survives-a-crash))`,
    count: `${grouped(kills)} services killed in ${grouped(killed)} processes, ${grouped(calls)} calls, ${grouped(verified)} reports verified, ${grouped(sentAgain)} sent again`,
    result: `lost ${lost}, doubled ${doubled}, wrong ${wrong}`,
  });
}

function grouped(number: number): string {
  return number.toLocaleString('en');
}
