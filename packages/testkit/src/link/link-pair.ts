import { connect, Socket } from 'node:net';
import type { Random } from '../shift/random.ts';
import { Lane } from './lane.ts';
import type { LinkConditions } from './link-conditions.ts';

/** Address to which a link connects. */
export interface LinkTarget {
  readonly host: string;
  readonly port: number;
}

/** Where bytes go: to the target what clients send, and back. */
export type LinkDirection = 'target' | 'client';

export interface LinkPairOptions {
  readonly client: Socket;
  readonly target: LinkTarget;
  readonly conditions: LinkConditions;
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
  readonly #lanes: Readonly<Record<LinkDirection, Lane>>;
  readonly #ending = new AbortController();

  constructor(options: LinkPairOptions) {
    this.#options = options;
    const { client, target, conditions, closed } = options;
    this.#client = client;
    if (conditions.isDuplicating) this.#twin = connect({ ...target, noDelay: true });
    this.#twin?.on('error', () => undefined).resume();
    let open = 2;
    for (const socket of [this.#client, this.#target]) {
      // A failure of one side is passed on by its 'close' event.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open -= 1;
        this.#closed();
        if (open === 0) closed(this);
      });
    }
    this.#lanes = { target: this.#lane('target'), client: this.#lane('client') };
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

  /** Ends the target's side alone. */
  abandon(): void {
    this.#twin?.destroy();
    reset(this.#target);
  }

  inject(towards: LinkDirection, bytes: Uint8Array): void {
    this.#lanes[towards].inject(bytes);
  }

  /** Connections made while the link is silent lead nowhere, those made while it holds go on with it. */
  async #connect(): Promise<void> {
    const { target, conditions } = this.#options;
    this.#carry('target');
    if (conditions.isSilent) return;
    try {
      await conditions.whenOtherThan('hold', this.#ending.signal);
    } catch {
      return;
    }
    this.#target.setNoDelay(true).connect(target);
    this.#carry('client');
  }

  /** On a silent link the other side must not notice, on one that holds not yet. */
  #closed(): void {
    const { conditions } = this.#options;
    if (conditions.isSilent) return;
    conditions.whenOtherThan('hold', this.#ending.signal).then(
      () => {
        if (!conditions.isSilent) this.destroy();
      },
      () => undefined,
    );
  }

  #lane(towards: LinkDirection): Lane {
    const { conditions, cell, random, carried } = this.#options;
    const isTowardClient = towards === 'client';
    const [source, sink] = isTowardClient ? [this.#target, this.#client] : [this.#client, this.#target];
    return new Lane({
      source,
      sink,
      conditions,
      cell,
      isTowardClient,
      random,
      carried: (bytes, hasVanished) => {
        if (!isTowardClient && !hasVanished) this.#twin?.write(bytes);
        carried(towards, bytes, hasVanished);
      },
      halved: () => void this.#client.end(() => this.destroy()),
      signal: this.#ending.signal,
    });
  }

  #carry(towards: LinkDirection): void {
    this.#lanes[towards].run().catch(() => this.#closed());
  }
}
