import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsServers } from '../../../packages/journal/test/jetstream/nats-servers.ts';
import type { Random } from '../../built-packages.ts';

export interface OutageOptions {
  readonly servers: NatsServers;
  readonly count: number;
  readonly random: Random;
  /** Resolves when so many more appends have been acknowledged. */
  readonly acknowledgedMore: (count: number) => Promise<void>;
  /** `untilServedMs` is undefined when nothing was served until the server came back. */
  /** How many servers had to begin with an empty disk. */
  readonly onInStep: (emptied: number) => void;
  readonly onOutage: (kind: OutageKind, untilServedMs: number | undefined) => void;
}

/** A server is killed and started again, or stands still for a while: its links are up, and nothing goes through. */
export type OutageKind = 'killed' | 'cut off';

const longestRunMs = 1500;
/** When nothing is served for so long, the server comes back all the same. */
const longestWaitMs = 90_000;
/** Appends that must go through while a server is away. */
const servedMeanwhile = 20;

/** One server at a time goes away; once appends go on without it, it comes back and takes in what it missed. */
export async function playOutages(options: OutageOptions): Promise<void> {
  const { servers, count, random, acknowledgedMore, onOutage, onInStep } = options;
  for (let outage = 0; outage < count; outage++) {
    await sleep(random.below(longestRunMs));
    const server = servers.all[random.below(servers.all.length)];
    if (server === undefined) continue;
    const kind = random.below(2) === 0 ? 'killed' : 'cut off';
    await server.signal(kind === 'killed' ? 'SIGKILL' : 'SIGSTOP');
    const began = performance.now();
    const isServed = await Promise.race([
      acknowledgedMore(servedMeanwhile).then(() => true),
      sleep(longestWaitMs, false, { ref: false }),
    ]);
    onOutage(kind, isServed ? performance.now() - began : undefined);
    if (kind === 'killed') server.start();
    else await server.signal('SIGCONT');
    await servers.ready();
    onInStep(await servers.inStep());
  }
}
