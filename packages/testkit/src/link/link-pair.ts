import { connect, Socket } from 'node:net';
import { carry } from './lane.ts';
import type { LinkConditions } from './link-conditions.ts';

/** Where a link leads. */
export interface LinkTarget {
  readonly host: string;
  readonly port: number;
}

export interface LinkPairEvents {
  readonly carried: (bytes: number, hasVanished: boolean) => void;
  readonly closed: (pair: LinkPair) => void;
}

/** While it is shutting down a socket cannot be reset: the attempt fails, and 'close' never comes. Its end is told already. */
function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

/** A client's socket, the socket to the target that belongs to it, and the lanes between them. */
export class LinkPair {
  readonly #client: Socket;
  readonly #target: Socket;
  readonly #conditions: LinkConditions;
  readonly #ending = new AbortController();

  constructor(client: Socket, target: LinkTarget, conditions: LinkConditions, events: LinkPairEvents) {
    this.#client = client;
    // What is called into the silence reaches nobody.
    this.#target = conditions.isSilent ? new Socket() : connect({ ...target, noDelay: true, allowHalfOpen: true });
    this.#conditions = conditions;
    let open = 2;
    for (const socket of [this.#client, this.#target]) {
      // Whatever breaks one side is passed on by 'close'.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open -= 1;
        if (!this.#conditions.isSilent) this.destroy();
        if (open === 0) events.closed(this);
      });
    }
    this.#carry(this.#client, this.#target, events);
    this.#carry(this.#target, this.#client, events);
  }

  /** Ends both sides at once. */
  destroy(): void {
    this.#ending.abort();
    this.#client.destroy();
    this.#target.destroy();
  }

  /** Ends both sides with RST: what is under way is thrown away. */
  reset(): void {
    this.#ending.abort();
    reset(this.#client);
    reset(this.#target);
  }

  #carry(source: Socket, sink: Socket, events: LinkPairEvents): void {
    carry(source, sink, this.#conditions, events.carried, this.#ending.signal).catch(() => {
      // A lane ends so when a socket broke; on a silent link the other side must not notice.
      if (!this.#conditions.isSilent) this.destroy();
    });
  }
}
