import type { TrialRun } from '../kinds.ts';
import { type RetentionPhase, type RetentionResult, runRetentionTrials } from './retention-trials.ts';

/** Longer than this nobody may wait. */
const limitMs = 50;
/** What a busy machine does by itself is told by the pauses of the processes and of the disk. */
const pausesAllowed = 2;

const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Whether every outcome came once and in order, and nobody waited longer than the limit or the machine explains. */
function hasHeld(result: RetentionResult): boolean {
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
        `longest delivery gap ${ms(each.longestGapMs)}; own pause ${ms(each.longestPauseMs)}, receiver ${ms(each.receiverPauseMs)}, ` +
        `another write's sync ${ms(each.longestSyncMs)}, merge or checkpoint ${ms(each.longestStepMs)}`,
    ),
    `removed ${removed}, batches merged ${merged}, recorded ${fed}, delivered ${delivered}, out of order ${outOfOrder}`,
  ];
}

export async function reportRetention({ count, print }: TrialRun): Promise<boolean> {
  const result = await runRetentionTrials({ count });
  for (const line of describeRetention(result)) print(line);
  return hasHeld(result);
}
