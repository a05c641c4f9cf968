import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import type { Random } from '../../built-packages.ts';

export interface OutageOptions {
  readonly servers: NatsServers;
  readonly count: number;
  readonly random: Random;
  /** Resolves when `count` more appends have been acknowledged. */
  readonly acknowledgedMore: (count: number) => Promise<void>;
  /** Called when all servers are current, with the number of servers that had to start with an empty disk. */
  readonly onInStep: (emptied: number) => void;
  /** Called for each outage. `untilServedMs` is undefined if nothing was acknowledged until the server came back. */
  readonly onOutage: (kind: OutageKind, untilServedMs: number | undefined) => void;
}

/** A server is killed and restarted, or stopped for a while: its connections stay open, but nothing passes. */
export type OutageKind = 'killed' | 'cut off';

const maxIntervalMs = 1500;
/** Time after which the server comes back even if nothing was acknowledged. */
const maxOutageMs = 90_000;
/** Appends to be acknowledged during an outage. */
const appendsPerOutage = 20;

/** Stops one server at a time. Once appends are acknowledged without it, it comes back and catches up. */
export async function runOutages(options: OutageOptions): Promise<void> {
  const { servers, count, random, acknowledgedMore, onOutage, onInStep } = options;
  for (let outage = 0; outage < count; outage++) {
    await sleep(random.below(maxIntervalMs));
    const server = servers.all[random.below(servers.all.length)];
    if (server === undefined) continue;
    const kind = random.below(2) === 0 ? 'killed' : 'cut off';
    await server.signal(kind === 'killed' ? 'SIGKILL' : 'SIGSTOP');
    const began = performance.now();
    const isServed = await Promise.race([
      acknowledgedMore(appendsPerOutage).then(() => true),
      sleep(maxOutageMs, false, { ref: false }),
    ]);
    onOutage(kind, isServed ? performance.now() - began : undefined);
    if (kind === 'killed') server.start();
    else await server.signal('SIGCONT');
    await servers.ready();
    onInStep(await servers.inStep());
  }
}
