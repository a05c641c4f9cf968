import type { Random } from '../../built-packages.ts';
import { waitPrecisely as wait } from '../wait-precisely.ts';
import type { HostedService } from './hosted-service.ts';
import type { TrialSubscriber } from './trial-subscriber.ts';

export interface KillPointContext {
  readonly service: HostedService;
  readonly subscriber: TrialSubscriber;
  readonly random: Random;
  /** Lines of this round's feed, at least one. */
  readonly lines: readonly string[];
  /** Starts the service. */
  readonly serve: () => void;
  /** Starts `sdmp journal prune` instead of the service. */
  readonly prune: () => void;
  /** Starts `sdmp journal erase` instead of the service. */
  readonly erase: () => void;
  /** To be called with the number of lines before they are written. */
  readonly onFeed: (count: number) => void;
}

/** A point at which the process is killed. */
export interface KillPoint {
  /** Brings the service close to the point. */
  readonly prepare?: (context: KillPointContext) => Promise<void>;
  /** Resolves at the point. */
  readonly run: (context: KillPointContext) => Promise<void>;
}

/** About twice the start time of a service on an idle machine, milliseconds. */
const startMs = 200;
/** About the time that pruning or erasing takes in a journal of this size, milliseconds. */
const maintenanceMs = 150;
const maxLinesPerWrite = 40;

function feed({ service, lines, onFeed }: KillPointContext, from: number, to: number): void {
  // Another service of the process may have reached its kill point: lines fed after that do not count.
  service.signal.throwIfAborted();
  onFeed(to - from);
  service.feed(lines.slice(from, to).join(''));
}

function feedAll(context: KillPointContext): void {
  feed(context, 0, context.lines.length);
}

async function listening({ serve, service, subscriber }: KillPointContext): Promise<void> {
  serve();
  await service.listening();
  subscriber.attach(service);
}

async function listeningAndSubscribed(context: KillPointContext): Promise<void> {
  await listening(context);
  await context.subscriber.subscribed(context.service.signal);
}

/** During the start: the journal recovers from the previous kill while the feed waits in the pipe. */
const starting: KillPoint = {
  run: async (context) => {
    const { serve, service, random, lines } = context;
    serve();
    feedAll(context);
    await Promise.race([wait(random.below(startMs)), service.untilCommitted(1 + random.below(lines.length))]);
  },
};

/** While lines arrive, a few at a time. */
const feeding: KillPoint = {
  prepare: listening,
  run: async (context) => {
    const end = 1 + context.random.below(context.lines.length);
    for (let fed = 0; fed < end; ) {
      const next = Math.min(end, fed + 1 + context.random.below(maxLinesPerWrite));
      feed(context, fed, next);
      fed = next;
      if (context.random.chance(0.5)) await wait(context.random.below(1000) / 1000);
    }
  },
};

/** During commits: shortly after the whole feed was written, or after the service reported some of it as committed. */
const committing: KillPoint = {
  prepare: listening,
  run: async (context) => {
    const { service, random, lines } = context;
    feedAll(context);
    if (random.chance(0.5)) await service.untilCommitted(1 + random.below(lines.length));
    await wait(random.below(8000) / 1000);
  },
};

/** During live delivery. */
const delivering: KillPoint = {
  prepare: listeningAndSubscribed,
  run: async (context) => {
    const { subscriber, random, lines, service } = context;
    const before = subscriber.numbers.length;
    feedAll(context);
    await subscriber.received(before + 1 + random.below(lines.length), service.signal);
    await wait(random.below(2000) / 1000);
  },
};

/** During rollforward: the subscriber receives what was recorded while it was disconnected. */
const rollingForward: KillPoint = {
  prepare: async (context) => {
    await context.subscriber.cut();
    await listening(context);
    feedAll(context);
    await context.service.untilCommitted(context.lines.length);
  },
  run: async ({ service, subscriber, random, lines }) => {
    const before = subscriber.numbers.length;
    subscriber.restore();
    await subscriber.received(before + 1 + random.below(lines.length), service.signal);
    await wait(random.below(1000) / 1000);
  },
};

/** During pruning. */
const pruning: KillPoint = {
  run: async ({ service, random, prune }) => {
    prune();
    await Promise.race([wait(random.below(maintenanceMs)), service.untilEnded()]);
  },
};

/** During erasure: batches are rewritten, and their old content is overwritten. */
const erasing: KillPoint = {
  run: async ({ service, random, erase }) => {
    erase();
    await Promise.race([wait(random.below(maintenanceMs)), service.untilEnded()]);
  },
};

/** Kill points by weight: a point listed twice is chosen twice as often. */
export const killPoints: readonly KillPoint[] = [
  starting,
  feeding,
  committing,
  committing,
  delivering,
  delivering,
  rollingForward,
  rollingForward,
  pruning,
  erasing,
];
