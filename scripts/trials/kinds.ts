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
    load: async () => (await import('./crash/report-crashes.ts')).reportCrashes,
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
  jetstream: {
    help: [
      'kills and cuts off the servers of a NATS cluster, one at a time, while two processes append to a journal',
      'in it, and counts what is there at the end (needs nats-server)',
    ],
    load: async () => {
      const { reportJetStreamTrials } = await import('./jetstream/index.ts');
      return ({ count, seed, print }) => reportJetStreamTrials({ count, seed }, print);
    },
  },
  sinks: {
    help: [
      'sends so many outcomes through a webhook whose receiver fails at random and into a table of PostgreSQL',
      'that is killed again and again, and counts what arrived (needs postgres)',
    ],
    load: async () => (await import('./sinks/index.ts')).sinkTrials,
  },
  retention: {
    help: [
      'merges small batches and removes so many outcomes while a journal is written and served, and says how',
      'long commits and deliveries waited, beside the pauses of the processes and of the disk themselves',
    ],
    load: async () => (await import('./retention/report.ts')).reportRetention,
  },
};
