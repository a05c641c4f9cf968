export interface TrialRun {
  readonly count: number;
  readonly seed: number;
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/** A kind of trials. */
export interface TrialKind {
  /** What it does, in lines of at most 105 characters. */
  readonly help: readonly string[];
  /** Loads what plays it: resolves to true when nothing was wrong. */
  readonly load: () => Promise<(run: TrialRun) => Promise<boolean>>;
}

/** Every kind, by the name that `pnpm trials` takes. */
export const kinds: Readonly<Record<string, TrialKind>> = {
  crash: {
    help: [
      'kills sdmp serve again and again while it starts, reads its feed, writes, delivers and rolls forward,',
      'and sdmp journal while it prunes and erases, and counts what became of the outcomes; ten services',
      'share a process',
    ],
    load: async () => (await import('./report-crashes.ts')).reportCrashes,
  },
  'power-loss': {
    help: [
      'records the writes and syncs of the journal, cuts the power at every sync and between them, and opens',
      'what is left (needs strace)',
    ],
    load: async () => {
      const { powerLossTrials } = await import('./power-loss/index.ts');
      return ({ count, seed, print }) => powerLossTrials({ count, seed }, print);
    },
  },
};
