/** Runs the live subscribers: reports when all of them are live, then what they received. */
import { type Client, connect, type OutcomesRequest, type Subscription } from '@sdmp/runtime';
import { monotonicMicroseconds } from '../system/monotonic.ts';
import { doJobs } from '../system/worker-process.ts';
import { type LatencyFigures, LatencyHistogram } from './latency-histogram.ts';
import { watchPauses } from './pause-watch.ts';

export type SubscribersJob =
  | { readonly do: 'subscribe'; readonly port: number; readonly requests: readonly OutcomesRequest[] }
  /** Forgets what came before. */
  | { readonly do: 'begin' }
  /** Number of outcomes that the first subscriber is to receive. */
  | { readonly do: 'measure'; readonly count: number };

export type SubscribersReport = { readonly kind: 'live' | 'begun' } | ({ readonly kind: 'measured' } & Measured);

interface Measured {
  readonly latency: LatencyFigures;
  /** Outcomes received by the first subscriber. */
  readonly first: number;
  readonly longestPauseMs: number;
}

/** Number of connections: enough that one socket is not the limit, within the service's limit of sessions. */
const mostClients = 10;
const graceMs = 300;

let histogram = new LatencyHistogram();
let first = 0;
let wanted = Number.POSITIVE_INFINITY;
let onWanted: () => void = () => undefined;

async function take(subscription: Subscription, isFirst: boolean): Promise<void> {
  for await (const outcomes of subscription.batches()) {
    const now = monotonicMicroseconds();
    for (const outcome of outcomes) histogram.add(now - Number(outcome.sessionIdentifier));
    if (!isFirst) continue;
    first += outcomes.length;
    if (first >= wanted) onWanted();
  }
}

async function untilLive(client: Client, count: number): Promise<void> {
  let reached = 0;
  for await (const status of client.status()) {
    if (status.kind === 'refused') throw status.error;
    if (status.kind === 'live' && ++reached === count) return;
  }
}

doJobs(async (job: SubscribersJob) => {
  if (job.do === 'begin') {
    histogram = new LatencyHistogram();
    first = 0;
    wanted = Number.POSITIVE_INFINITY;
    return { kind: 'begun' };
  }
  if (job.do === 'measure') return { kind: 'measured', ...(await measure(job.count)) };
  const shares = Array.from({ length: Math.min(mostClients, job.requests.length) }, (_, share) =>
    job.requests.filter((_request, index) => index % mostClients === share),
  );
  await Promise.all(
    shares.map(async (requests, share) => {
      const client = connect({ port: job.port });
      const allLive = untilLive(client, requests.length);
      requests.forEach((request, index) => {
        // Runs until the process exits.
        void take(client.outcomes(request), share === 0 && index === 0);
      });
      await allLive;
    }),
  );
  return { kind: 'live' };
});

async function measure(count: number): Promise<Measured> {
  const pauses = watchPauses();
  if (first < count) {
    await new Promise<void>((resolve) => {
      wanted = count;
      onWanted = resolve;
    });
  }
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  return { latency: histogram.figures(), first, longestPauseMs: pauses.longestMs() };
}
