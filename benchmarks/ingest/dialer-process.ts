/** Runs a simulated dialer: reports its port, then records outcomes as fast as its subscriber receives them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createShift, type SimulatedDialer, startSimulatedDialer } from '@sdmp/testkit';
import { doJobs } from '../system/worker-process.ts';

export type DialerJob = { readonly do: 'start' } | { readonly do: 'record'; readonly count: number };

const seed = 20_261_122;
const perTurn = 500;
/** Maximum number of outcomes that the dialer holds in memory for its subscriber. */
const mostAhead = 50_000;

let dialer: SimulatedDialer | undefined;

doJobs(async (job: DialerJob) => {
  dialer ??= await startSimulatedDialer({ acknowledgements: false });
  if (job.do === 'start') return dialer.port;
  await dialer.until(({ transactions }) => transactions.length > 0);
  const shift = createShift({ seed });
  const outcomes = Array.from({ length: 65_536 }, () => shift.nextFields());
  for (let index = 0; index < job.count; ) {
    for (const end = Math.min(job.count, index + perTurn); index < end; index++) {
      dialer.record(outcomes[index % outcomes.length] ?? []);
    }
    await nextTurn();
    if (index % (20 * perTurn) === 0)
      await dialer.until(({ transactions }) => (transactions[0]?.backlog ?? 0) < mostAhead);
  }
  return job.count;
});
