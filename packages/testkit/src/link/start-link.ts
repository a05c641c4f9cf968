import { createServer, type Server } from 'node:net';
import { Waiters } from '../waiters.ts';
import { listen } from '../listen.ts';
import type { LinkConditions } from './link-conditions.ts';
import { LinkPair, type LinkTarget } from './link-pair.ts';

/**
 * How a link fails.
 * - `close`: both sides are closed, new connections are refused
 * - `reset`: as `close`, but with RST, which discards data in transit
 * - `silence`: bytes are discarded, sockets stay open, and new connections are accepted but lead nowhere
 */
export type LinkDeath = 'close' | 'reset' | 'silence';

export interface LinkOptions {
  readonly target: LinkTarget;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
}

/** A snapshot of a link. */
export interface LinkStats {
  /** Open connections. */
  readonly open: number;
  /** Connections accepted since the start. */
  readonly accepted: number;
  /** Bytes carried in both directions. */
  readonly carried: number;
  /** Bytes discarded during silences in both directions. */
  readonly vanished: number;
}

/** A TCP link that can be cut. */
export interface Link {
  readonly host: string;
  /** Stays the same after a cut. */
  readonly port: number;
  /** `host:port`. */
  readonly address: string;
  stats(): LinkStats;
  /** Cuts the link. Default `close`. */
  cut(death?: { readonly how: LinkDeath }): void;
  /** Restores the link. Connections that were open during a silence miss bytes, so they are reset. */
  restore(): Promise<void>;
  /** Limits each direction of each connection. Without an argument: no limit. */
  throttle(bytesPerSecond?: number): void;
  /** Splits data into chunks of at most `size` bytes. Without an argument: as received. */
  chunk(size?: number): void;
  /** Resolves when the condition holds. Rejects with `ABORTED`, or `CLOSED` when the link is closed. */
  until(isMet: (stats: LinkStats) => boolean, signal?: AbortSignal): Promise<LinkStats>;
  close(): Promise<void>;
}

/** A link, whose listener is replaced when it is restored. */
class Wire {
  readonly conditions: LinkConditions = { isSilent: false, bytesPerSecond: undefined, chunkSize: undefined };
  readonly changed = new Waiters<LinkStats>();
  readonly #target: LinkTarget;
  readonly #pairs = new Set<LinkPair>();
  #server: Server | undefined;
  #accepted = 0;
  #carried = 0;
  #vanished = 0;

  constructor(target: LinkTarget) {
    this.#target = target;
  }

  get isListening(): boolean {
    return this.#server !== undefined;
  }

  stats(): LinkStats {
    return { open: this.#pairs.size, accepted: this.#accepted, carried: this.#carried, vanished: this.#vanished };
  }

  async listen(host: string, port: number): Promise<number> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
      this.#accepted += 1;
      const pair = new LinkPair(client, this.#target, this.conditions, {
        carried: (bytes, hasVanished) => {
          if (hasVanished) this.#vanished += bytes;
          else this.#carried += bytes;
          this.#change();
        },
        closed: () => {
          this.#pairs.delete(pair);
          this.#change();
        },
      });
      this.#pairs.add(pair);
      this.#change();
    });
    this.#server = server;
    return (await listen(server, host, port)).port;
  }

  /** Stops listening and ends every connection. */
  end(how: 'close' | 'reset'): void {
    this.#server?.close();
    this.#server = undefined;
    this.endConnections(how);
  }

  endConnections(how: 'close' | 'reset'): void {
    for (const pair of this.#pairs) {
      if (how === 'reset') pair.reset();
      else pair.destroy();
    }
  }

  #change(): void {
    if (!this.changed.isEmpty) this.changed.see(this.stats());
  }
}

/**
 * Starts a TCP link to a target that can be cut, silenced, throttled and split into chunks, to test how an application
 * handles it. Throws `ADDRESS_IN_USE` or `LISTEN_FAILED`, as does `restore` if the port was taken in the meantime.
 */
export async function startLink({ target, host = '127.0.0.1', port: wantedPort = 0 }: LinkOptions): Promise<Link> {
  const wire = new Wire(target);
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
    cut: ({ how } = { how: 'close' }) => {
      if (how === 'silence') wire.conditions.isSilent = true;
      else wire.end(how);
    },
    restore: async () => {
      if (wire.conditions.isSilent) {
        wire.conditions.isSilent = false;
        wire.endConnections('reset');
      }
      if (!wire.isListening) await wire.listen(host, port);
    },
    throttle: (bytesPerSecond) => {
      wire.conditions.bytesPerSecond = bytesPerSecond;
    },
    chunk: (size) => {
      wire.conditions.chunkSize = size;
    },
    until,
    close: async () => {
      wire.conditions.isSilent = false;
      wire.end('close');
      await until(({ open }) => open === 0);
      wire.changed.close();
    },
  };
}
