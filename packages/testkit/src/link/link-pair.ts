import { connect, Socket } from 'node:net';
import { carry } from './lane.ts';
import type { LinkConditions } from './link-conditions.ts';

/** Address to which a link connects. */
export interface LinkTarget {
  readonly host: string;
  readonly port: number;
}

export interface LinkPairEvents {
  readonly carried: (bytes: number, hasVanished: boolean) => void;
  readonly closed: (pair: LinkPair) => void;
}

/** Resets a socket. One that is shutting down cannot be reset: the attempt fails without 'close', but its end was already sent. */
function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

/** A client's socket, its socket to the target, and the lanes between them. */
export class LinkPair {
  readonly #client: Socket;
  readonly #target: Socket;
  readonly #conditions: LinkConditions;
  readonly #ending = new AbortController();

  constructor(client: Socket, target: LinkTarget, conditions: LinkConditions, events: LinkPairEvents) {
    this.#client = client;
    // Connections made while the link is silent are not passed on.
    this.#target = conditions.isSilent ? new Socket() : connect({ ...target, noDelay: true, allowHalfOpen: true });
    this.#conditions = conditions;
    let open = 2;
    for (const socket of [this.#client, this.#target]) {
      // A failure of one side is passed on by its 'close' event.
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

  /** Ends both sides with RST, which discards data in transit. */
  reset(): void {
    this.#ending.abort();
    reset(this.#client);
    reset(this.#target);
  }

  #carry(source: Socket, sink: Socket, events: LinkPairEvents): void {
    carry(source, sink, this.#conditions, events.carried, this.#ending.signal).catch(() => {
      // A lane rejects when a socket fails; on a silent link the other side must not notice.
      if (!this.#conditions.isSilent) this.destroy();
    });
  }
}
