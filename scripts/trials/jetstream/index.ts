import { randomUUID } from 'node:crypto';
import { openJetStreamJournal } from '../../../packages/journal/dist/jetstream.js';
import { hasNatsServer, NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import { createRandom } from '../../built-packages.ts';
import { Appender, sharedCampaign } from './appender.ts';
import { type Faults, judge, numbersIn, sumFaults } from './count-records.ts';
import { runOutages } from './outages.ts';

export interface JetStreamTrialOptions {
  /** Outages to cause. */
  readonly count: number;
  readonly seed: number;
}

export interface JetStreamTrialResult extends Faults {
  /** Servers killed. */
  readonly killed: number;
  /** Servers stopped for a while. */
  readonly cutOff: number;
  /** Outages during which no append was acknowledged. */
  readonly stalled: number;
  /** Servers that came back, did not catch up and had to start with an empty disk. */
  readonly emptied: number;
  readonly acknowledged: number;
  /** Batches that do not match their checksums. */
  readonly damaged: number;
  /** Maximum time from the loss of a server until appends were acknowledged without it, milliseconds. */
  readonly longestPauseMs: number;
}

/** Runs a cluster of three servers with two appenders, stops one server after another and counts the records at the end. */
export async function runJetStreamTrials(
  { count, seed }: JetStreamTrialOptions,
  onOutage: (outages: number) => void = () => undefined,
): Promise<JetStreamTrialResult> {
  await using stack = new AsyncDisposableStack();
  const random = createRandom(seed);
  const servers = await NatsServers.start(3);
  stack.defer(() => servers.dispose());
  const journalOptions = { servers: servers.urls, stream: `trial_${randomUUID()}`, replicas: 3 };
  const stopping = new AbortController();
  const wakes = new Set<() => void>();
  let acknowledgements = 0;

  const appenders: Appender[] = [];
  for (const name of ['one', 'other']) {
    const journal = await openJetStreamJournal(journalOptions);
    stack.defer(() => journal.close());
    const onAcknowledged = (): void => {
      acknowledgements += 1;
      for (const wake of wakes) wake();
    };
    appenders.push(new Appender({ journal, name, random, stopping: stopping.signal, onAcknowledged }));
  }
  const acknowledgedMore = (more: number): Promise<void> => {
    const wanted = acknowledgements + more;
    return new Promise((resolve) => {
      const wake = (): void => {
        if (acknowledgements < wanted) return;
        wakes.delete(wake);
        resolve();
      };
      wakes.add(wake);
    });
  };

  let killed = 0;
  let cutOff = 0;
  let stalled = 0;
  let emptied = 0;
  let longestPauseMs = 0;
  const running = Promise.all(appenders.map((appender) => appender.run()));
  const outages = runOutages({
    servers,
    count,
    random,
    acknowledgedMore,
    onInStep: (more) => {
      emptied += more;
    },
    onOutage: (kind, untilServedMs) => {
      if (kind === 'killed') killed += 1;
      else cutOff += 1;
      if (untilServedMs === undefined) stalled += 1;
      else longestPauseMs = Math.max(longestPauseMs, untilServedMs);
      onOutage(killed + cutOff);
    },
  });
  // An appender that fails ends the trials.
  await Promise.race([outages, running]);
  stopping.abort();
  await running;

  // A journal opened anew has no state from the outages.
  const journal = await openJetStreamJournal(journalOptions);
  stack.defer(() => journal.close());
  const numbers = await numbersIn(journal);
  const faults = sumFaults([
    ...appenders.map(({ own }, index) => judge(numbers.get(index === 0 ? 'one' : 'other') ?? [], own)),
    judge(numbers.get(sharedCampaign) ?? [], Math.max(...appenders.map(({ shared }) => shared))),
  ]);
  let damaged = 0;
  for await (const _ of journal.verify()) damaged += 1;
  const acknowledged = appenders.reduce((sum, { own, shared }) => sum + own + shared, 0);
  return { killed, cutOff, stalled, emptied, acknowledged, ...faults, damaged, longestPauseMs };
}

/** Prints the result. Returns whether there was no fault and no outage without service. */
export async function reportJetStreamTrials(
  { count, seed }: JetStreamTrialOptions,
  print: (line: string) => void,
): Promise<boolean> {
  if (!hasNatsServer) {
    print('jetstream: NOT RUN, nats-server is missing (Debian and Ubuntu: apt-get install nats-server)');
    return false;
  }
  const result = await runJetStreamTrials({ count, seed }, (outages) => {
    if (outages % 10 === 0) print(`${outages} of ${count}`);
  });
  const { killed, cutOff, stalled, emptied, acknowledged, lost, doubled, outOfOrder, damaged, longestPauseMs } = result;
  const faults = `lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}, damaged ${damaged}`;
  const pause = `at most ${(longestPauseMs / 1000).toFixed(1)} s until served again`;
  print(
    `killed ${killed}, cut off ${cutOff}, stalled ${stalled}, restarted empty ${emptied}, acknowledged ${acknowledged}, ${faults}, ${pause}, seed ${seed}`,
  );
  return lost + doubled + outOfOrder + damaged + stalled === 0;
}
