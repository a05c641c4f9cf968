import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import type { SecureSocket } from '../secure-socket.ts';
import type { Random } from '../shift/random.ts';
import { Lane } from './lane.ts';
import type { LinkBothWays, LinkDirection } from './link-conditions.ts';

/** Address to which a link connects. */
export interface LinkTarget {
  readonly host: string;
  readonly port: number;
}

export interface LinkPairOptions {
  readonly client: Socket;
  readonly target: LinkTarget;
  /** How each side becomes secure; undefined: it stays plain. */
  readonly secureClient?: SecureSocket | undefined;
  readonly secureTarget?: SecureSocket | undefined;
  readonly conditions: LinkBothWays;
  readonly cell: 1 | 2;
  readonly random: Random;
  readonly carried: (towards: LinkDirection, bytes: Uint8Array, hasVanished: boolean) => void;
  readonly closed: (pair: LinkPair) => void;
}

/** Resets a socket. One that is shutting down cannot be reset: the attempt fails without 'close', but its end was already sent. */
function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

/** A client's socket, its socket to the target, and the lanes between them. */
export class LinkPair {
  readonly #options: LinkPairOptions;
  readonly #client: Socket;
  readonly #target = new Socket({ allowHalfOpen: true });
  /** A second connection to the target that gets the same. */
  readonly #twin: Socket | undefined;
  /** Takes what the twin gets: itself, or what it became by TLS. */
  #twinSink: Promise<Socket> | undefined;
  #lanes: Readonly<Record<LinkDirection, Lane>>;
  readonly #ending = new AbortController();

  constructor(options: LinkPairOptions) {
    this.#options = options;
    const { client, target, conditions, closed } = options;
    this.#client = client;
    if (conditions.target.isDuplicating) this.#twin = connect({ ...target, noDelay: true });
    this.#twin?.on('error', () => undefined).resume();
    let open = 2;
    for (const [side, socket] of [['client', this.#client] as const, ['target', this.#target] as const]) {
      // A failure of one side is passed on by its 'close' event.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open -= 1;
        this.#closed(side);
        if (open === 0) closed(this);
      });
    }
    this.#lanes = this.#lanesBetween(this.#client, this.#target);
    void this.#connect();
  }

  /** Ends both sides at once. */
  destroy(): void {
    this.#ending.abort();
    this.#twin?.destroy();
    this.#client.destroy();
    this.#target.destroy();
  }

  /** Ends both sides with RST, which discards data in transit. */
  reset(): void {
    this.#ending.abort();
    this.#twin?.destroy();
    reset(this.#client);
    reset(this.#target);
  }

  /** Ends the other side than the one that is left unaware. */
  abandon(unaware: LinkDirection): void {
    if (unaware === 'target') {
      reset(this.#client);
      return;
    }
    this.#twin?.destroy();
    reset(this.#target);
  }

  inject(towards: LinkDirection, bytes: Uint8Array): void {
    this.#lanes[towards].inject(bytes);
  }

  /** Connections made while the link is silent lead nowhere, those made while it holds continue with it. */
  async #connect(): Promise<void> {
    const { target, conditions, secureClient, secureTarget } = this.#options;
    if (conditions.isSilent) {
      this.#carry('target');
      return;
    }
    try {
      await conditions.whenNoneHolds(this.#ending.signal);
      this.#target.setNoDelay(true).connect(target);
      if (secureClient !== undefined || secureTarget !== undefined) await this.#secure();
    } catch {
      // What hinders TLS was told by what makes it; where the pair is ending, this is done already.
      this.destroy();
      return;
    }
    this.#carry('target');
    this.#carry('client');
  }

  /** Makes the sides secure; what is carried is what they decrypt. */
  async #secure(): Promise<void> {
    const { secureClient, secureTarget } = this.#options;
    const connected = once(this.#target, 'connect', { signal: this.#ending.signal });
    const [client, target] = await Promise.all([
      secureClient?.(this.#client) ?? this.#client,
      connected.then(() => secureTarget?.(this.#target) ?? this.#target),
    ]);
    for (const socket of [client, target]) socket.on('error', () => undefined);
    this.#lanes = this.#lanesBetween(client, target);
  }

  /**
   * One side has closed, which the other learns as bytes would reach it: not on a silent way, and on one that holds not yet.
   */
  #closed(side: LinkDirection): void {
    const way = this.#options.conditions[side === 'client' ? 'target' : 'client'];
    if (way.isSilent) return;
    way.whenOtherThan('hold', this.#ending.signal).then(
      () => {
        if (!way.isSilent) this.destroy();
      },
      () => undefined,
    );
  }

  #lanesBetween(client: Socket, target: Socket): Readonly<Record<LinkDirection, Lane>> {
    return { target: this.#lane('target', client, target), client: this.#lane('client', target, client) };
  }

  #lane(towards: LinkDirection, source: Socket, sink: Socket): Lane {
    const { conditions, cell, random, carried } = this.#options;
    return new Lane(source, sink, {
      conditions: conditions[towards],
      cell,
      random,
      carried: (bytes, hasVanished) => {
        if (towards === 'target' && !hasVanished) this.#repeat(bytes);
        carried(towards, bytes, hasVanished);
      },
      halved: () => void sink.end(() => this.destroy()),
      signal: this.#ending.signal,
    });
  }

  /** Sends bytes by the second connection, too. */
  #repeat(bytes: Uint8Array): void {
    const twin = this.#twin;
    if (twin === undefined) return;
    const { secureTarget } = this.#options;
    if (secureTarget === undefined) {
      twin.write(bytes);
      return;
    }
    this.#twinSink ??= secureTarget(twin).then((secured) => secured.on('error', () => undefined).resume());
    // A second connection that fails is as one that is lost: the first one continues.
    this.#twinSink.then(
      (secured) => secured.write(bytes),
      () => undefined,
    );
  }

  #carry(towards: LinkDirection): void {
    // A lane fails when a socket of it does, which its 'close' event tells.
    this.#lanes[towards].run().catch(() => undefined);
  }
}
