import type { TrialKind } from './trial-kind.ts';

/** Every kind by its name on the command line of `pnpm trials`. */
export const kinds: Readonly<Record<string, TrialKind>> = {
  crash: {
    help: [
      'kills sdmp serve while it starts, reads its feed, commits, delivers and rolls forward, and sdmp journal',
      'while it prunes and erases, and counts lost, invented, doubled and misordered outcomes; ten services',
      'share a process',
    ],
    load: async () => (await import('./crash/report-crashes.ts')).reportCrashes,
  },
  calls: {
    help: [
      'reports calls to services that are killed while they start, make outcomes of reports, and close, and',
      'counts the calls lost, doubled and wrong; four services share a process',
    ],
    records: true,
    load: async () => (await import('./calls/index.ts')).callTrials,
  },
  'power-loss': {
    help: [
      'records the writes and syncs of the journal, simulates power cuts at every sync and between them, and',
      'checks the journal on the resulting files (needs strace)',
    ],
    load: async () => {
      const { powerLossTrials } = await import('./power-loss/index.ts');
      return ({ count, seed, print }) => powerLossTrials({ count, seed }, print);
    },
  },
  jetstream: {
    help: [
      'kills and stops the servers of a NATS cluster, one at a time, while two appenders write to a journal in',
      'it, and counts the records at the end (needs nats-server)',
    ],
    load: async () => {
      const { reportJetStreamTrials } = await import('./jetstream/index.ts');
      return ({ count, seed, print }) => reportJetStreamTrials({ count, seed }, print);
    },
  },
  sinks: {
    help: [
      'sends N outcomes to a webhook receiver that fails at random and to a PostgreSQL server that is killed',
      'repeatedly, and counts what arrived (needs postgres)',
    ],
    load: async () => (await import('./sinks/index.ts')).sinkTrials,
  },
  values: {
    help: [
      'hands N hostile values in through every door (feeds in each encoding, sockets, HTTP, import), and',
      'compares every way out with what went in (sinks need postgres and nats-server)',
    ],
    load: async () => (await import('./values/index.ts')).valueTrials,
  },
  restore: {
    help: [
      'backs a journal up, loses it and restores it, in random schedules with subscribers, an event stream, files,',
      'a webhook, PostgreSQL and processes of ours, and counts the outcomes that a reader neither got nor was told',
      'of (needs nats-server and postgres for all kinds)',
    ],
    load: async () => (await import('./restore/index.ts')).restoreTrials,
  },
  links: {
    help: [
      'lets the link between a client and a service die in each way N times, with each heartbeat, and counts the',
      'outcomes lost and doubled at a service without acknowledgements and at ours',
    ],
    records: true,
    rows: async () => (await import('./links/deaths.ts')).deathNames,
    load: async () => (await import('./links/report-links.ts')).reportLinks,
  },
  http: {
    help: [
      'attacks HTTP of a bridge in five ways (streams that never read, idle connections, dripping, floods), and',
      'measures N answers of /healthz, what honest readers get, and memory',
    ],
    usesSeed: false,
    records: true,
    rows: async () => Object.keys((await import('./http/attacks.ts')).attacks),
    load: async () => (await import('./http/index.ts')).httpTrials,
  },
  logins: {
    help: [
      'lets N users log in while six guess at their address, and while 150 addresses guess, and measures how long',
      'right passwords take, and the processor time that guesses cost',
    ],
    records: true,
    load: async () => (await import('./logins/index.ts')).loginTrials,
  },
  retention: {
    help: [
      'merges small batches and prunes N outcomes of a journal in use, and measures how long commits and',
      'deliveries wait, and the pauses of the processes and of the disk themselves',
    ],
    usesSeed: false,
    load: async () => (await import('./retention/report.ts')).reportRetention,
  },
  clock: {
    help: [
      'records, prunes and restarts while the wall clock (injected) jumps, stays wrong and is put right, and records',
      'state times that cannot be, and counts young records removed and old ones kept',
    ],
    load: async () => (await import('./clock/clock-trials.ts')).clockTrials,
  },
  together: {
    help: [
      'lets processes create or change the same thing at the same time, N times each: journals and their folders,',
      'streams, tables, state, files, users, ports (needs nats-server and postgres)',
    ],
    load: async () => (await import('./together/report.ts')).reportTogether,
  },
};
