import type { TrialRun } from '../trial-kind.ts';
import { type RetentionPhase, type RetentionResult, runRetentionTrials } from './retention-trials.ts';

/** Maximum time that a commit or delivery may wait, milliseconds. */
const limitMs = 50;
/** A wait that exceeds the limit passes if the measured pauses of processes and disk explain it by this factor. */
const pausesAllowed = 2;

const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Returns whether every outcome was delivered once, in order and in time. */
function isPassed(result: RetentionResult): boolean {
  const { fed, delivered, outOfOrder, phases } = result;
  return fed === delivered && outOfOrder === 0 && phases.every(isInTime);
}

function isInTime({ longestCommitMs, longestGapMs, ...own }: RetentionPhase): boolean {
  const disturbed = own.longestPauseMs + own.longestSyncMs;
  const longest = Math.max(longestCommitMs - disturbed, longestGapMs - disturbed - own.receiverPauseMs);
  return longest <= limitMs || longest <= disturbed * (pausesAllowed - 1);
}

function describeRetention({ phases, fed, delivered, outOfOrder, removed, merged }: RetentionResult): string[] {
  return [
    ...phases.map(
      (each) =>
        `${each.phase} ${each.seconds.toFixed(1)} s: longest commit ${ms(each.longestCommitMs)} of ${each.commits}, ` +
        `longest delivery gap ${ms(each.longestGapMs)}; longest pauses: server ${ms(each.longestPauseMs)}, receiver ${ms(each.receiverPauseMs)}, ` +
        `disk probe ${ms(each.longestSyncMs)}, merge or checkpoint ${ms(each.longestStepMs)}`,
    ),
    `removed ${removed}, batches merged ${merged}, recorded ${fed}, delivered ${delivered}, out of order ${outOfOrder}`,
  ];
}

export async function reportRetention({ count, print }: TrialRun): Promise<boolean> {
  const result = await runRetentionTrials({ count });
  for (const line of describeRetention(result)) print(line);
  return isPassed(result);
}
