import type { Random } from '../../built-packages.ts';
import { waitPrecisely } from '../wait-precisely.ts';

export interface KillPointContext {
  readonly random: Random;
  /** How long the newest start took that was not cut short, milliseconds: what a busy machine makes of all times here. */
  readonly startMs: number;
  /** Resolves when every service has started and this number of reports is verified, or all of them are. */
  readonly untilVerified: (count: number) => Promise<void>;
  /** Begins to close all services in order. */
  readonly close: () => void;
}

export const killPointNames = ['starting', 'reporting', 'closing'] as const;
export type KillPointName = (typeof killPointNames)[number];

/** Closing, which saves the state of the calls and closes two journals, takes about this part of a start. */
const closingShare = 0.15;
/** A commit, with its fsync, takes less, milliseconds. */
const commitMs = 8;
const mostVerified = 120;

/** Each resolves at the moment at which the process is to be killed. Reports are sent as soon as a service takes them. */
export const killPoints: Readonly<Record<KillPointName, (context: KillPointContext) => Promise<void>>> = {
  /** Journals recover from the kill before; the first reports may arrive. */
  starting: ({ random, startMs }) => waitUpTo(startMs, random),
  /** Others are on their way then, being written, or being made into outcomes. */
  reporting: async ({ random, untilVerified }) => {
    await untilVerified(1 + random.below(mostVerified));
    await waitUpTo(commitMs, random);
  },
  closing: async ({ random, startMs, untilVerified, close }) => {
    await untilVerified(1 + random.below(mostVerified));
    close();
    await waitUpTo(startMs * closingShare, random);
  },
};

/** How often each is chosen. */
export const killPointWeights: readonly KillPointName[] = [
  'starting',
  'reporting',
  'reporting',
  'reporting',
  'closing',
];

function waitUpTo(longestMs: number, random: Random): Promise<void> {
  return waitPrecisely(random.below(Math.ceil(longestMs * 1000)) / 1000);
}
