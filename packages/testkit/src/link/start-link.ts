import { createServer, type Server } from 'node:net';
import { SdmpError } from '@sdmp/protocol';
import { listen } from '../listen.ts';
import { createRandom, type Random } from '../shift/random.ts';
import { Waiters } from '../waiters.ts';
import { LinkBothWays, type LinkDirection, type LinkFlow } from './link-conditions.ts';
import type { Link, LinkCut, LinkOptions, LinkStats } from './link-options.ts';
import { LinkPair } from './link-pair.ts';

interface Failing {
  readonly flow: LinkFlow;
  /** The direction that fails unless another is named: one, or both. */
  readonly usual: LinkDirection | undefined;
}

/** What a direction does from its cut until it is restored. */
const failings = {
  silence: { flow: 'discard', usual: undefined },
  freeze: { flow: 'hold', usual: undefined },
  'withheld-terminator': { flow: 'withhold', usual: 'client' },
  'half-frame': { flow: 'halve', usual: 'client' },
} as const satisfies Record<string, Failing>;

/** A link, whose listener is replaced when it is restored. */
class Wire {
  readonly conditions = new LinkBothWays();
  readonly changed = new Waiters<LinkStats>();
  readonly #options: LinkOptions;
  readonly #random: Random;
  readonly #pairs = new Set<LinkPair>();
  #server: Server | undefined;
  #accepted = 0;
  #carried = 0;
  #vanished = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed ?? 1);
  }

  stats(): LinkStats {
    return { open: this.#pairs.size, accepted: this.#accepted, carried: this.#carried, vanished: this.#vanished };
  }

  async listen(host: string, port: number): Promise<number> {
    const { target, encoding, watcher, secureClient, secureTarget } = this.#options;
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
      this.#accepted += 1;
      const connection = this.#accepted;
      watcher?.opened?.(connection);
      const pair = new LinkPair({
        client,
        target,
        secureClient,
        secureTarget,
        conditions: this.conditions,
        cell: encoding === 'utf-16le' ? 2 : 1,
        random: this.#random,
        carried: (towards, bytes, hasVanished) => {
          if (hasVanished) this.#vanished += bytes.length;
          else this.#carried += bytes.length;
          watcher?.carried?.(connection, towards, bytes, hasVanished);
          this.#change();
        },
        closed: () => {
          this.#pairs.delete(pair);
          watcher?.closed?.(connection);
          this.#change();
        },
      });
      this.#pairs.add(pair);
      this.#change();
    });
    this.#server = server;
    return (await listen(server, host, port)).port;
  }

  cut({ how, towards }: LinkCut): void {
    if (how === 'close' || how === 'reset') {
      if (towards !== undefined) {
        throw new SdmpError('INVALID_ARGUMENT', `${how} ends whole connections: it has no direction`);
      }
      this.#server?.close();
      this.#server = undefined;
      this.endConnections(how);
    } else if (how === 'half-open') {
      for (const way of this.conditions.of(undefined)) way.flow = 'discard';
      for (const pair of this.#pairs) pair.abandon(towards ?? 'client');
    } else {
      const { flow, usual } = failings[how];
      for (const way of this.conditions.of(towards ?? usual)) way.flow = flow;
    }
  }

  async restore(host: string, port: number, towards: LinkDirection | undefined): Promise<void> {
    const ways = this.conditions.of(towards);
    const wasSilent = ways.some(({ isSilent }) => isSilent);
    for (const way of ways) way.flow = 'pass';
    if (wasSilent) this.endConnections('reset');
    if (this.#server === undefined) await this.listen(host, port);
  }

  endConnections(how: 'close' | 'reset'): void {
    for (const pair of this.#pairs) {
      if (how === 'reset') pair.reset();
      else pair.destroy();
    }
  }

  inject(towards: LinkDirection, bytes: Uint8Array): void {
    for (const pair of this.#pairs) pair.inject(towards, bytes);
  }

  garbage(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#random.below(256));
  }

  #change(): void {
    if (!this.changed.isEmpty) this.changed.see(this.stats());
  }
}

function checked(name: string, value: number, least: number): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new SdmpError('INVALID_ARGUMENT', `${name} must be a number of at least ${least}`);
}

/**
 * Starts a TCP link to a target that can be cut, frozen, delayed, throttled and split into chunks, to test how an application
 * handles it. Throws `ADDRESS_IN_USE` or `LISTEN_FAILED`, as does `restore` if the port was taken in the meantime.
 */
export async function startLink(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port: wantedPort = 0 } = options;
  const wire = new Wire(options);
  const port = await wire.listen(host, wantedPort);
  const until: Link['until'] = (isMet, signal) => {
    const stats = wire.stats();
    return isMet(stats) ? Promise.resolve(stats) : wire.changed.wait(isMet, signal);
  };
  return {
    host,
    port,
    address: `${host}:${port}`,
    stats: () => wire.stats(),
    cut: (death = { how: 'close' }) => wire.cut(death),
    restore: (towards) => wire.restore(host, port, towards),
    end: (how = 'close') => wire.endConnections(how),
    throttle: (bytesPerSecond, towards) => {
      for (const way of wire.conditions.of(towards)) way.bytesPerSecond = bytesPerSecond;
    },
    chunk: (size, towards) => {
      for (const way of wire.conditions.of(towards)) way.chunkSize = size;
    },
    delay: (latencyMs = 0, jitterMs = 0, towards) => {
      for (const way of wire.conditions.of(towards)) {
        way.latencyMs = checked('latencyMs', latencyMs, 0);
        way.jitterMs = checked('jitterMs', jitterMs, 0);
      }
    },
    duplicate: (isDuplicating = true) => {
      wire.conditions.target.isDuplicating = isDuplicating;
    },
    inject: (bytes, towards = 'client') =>
      wire.inject(towards, typeof bytes === 'number' ? wire.garbage(checked('the number of bytes', bytes, 1)) : bytes),
    until,
    close: async () => {
      for (const way of wire.conditions.of(undefined)) way.flow = 'pass';
      wire.cut({ how: 'close' });
      await until(({ open }) => open === 0);
      wire.changed.close();
    },
  };
}
