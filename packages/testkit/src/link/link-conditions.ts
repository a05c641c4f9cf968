import { Waiters } from '../waiters.ts';

/** Where bytes go: to the target what clients send, and back. */
export type LinkDirection = 'target' | 'client';

/**
 * What becomes of bytes that go one way.
 * - `pass`: they arrive
 * - `hold`: they are kept, and go on when the link passes again
 * - `discard`: they are lost, and sockets stay open
 * - `withhold`: everything stops before the terminator of the frame under way
 * - `halve`: half of the next frame arrives, then the connection is closed
 */
export type LinkFlow = 'pass' | 'hold' | 'discard' | 'withhold' | 'halve';

/** Current behaviour of one direction of a link. */
export class LinkConditions {
  /** Limit of each connection; undefined: unlimited. */
  bytesPerSecond: number | undefined;
  /** Maximum size of a write; undefined: as received. */
  chunkSize: number | undefined;
  /** Time that bytes are under way, milliseconds. */
  latencyMs = 0;
  /** A random time up to this is added for each chunk; chunks stay in order. */
  jitterMs = 0;
  /** Whether what new connections send arrives on a second connection too. */
  isDuplicating = false;
  readonly #changed = new Waiters<LinkFlow>();
  #flow: LinkFlow = 'pass';

  get flow(): LinkFlow {
    return this.#flow;
  }

  set flow(flow: LinkFlow) {
    this.#flow = flow;
    this.#changed.see(flow);
  }

  /** Whether neither bytes nor the end of a connection arrive. */
  get isSilent(): boolean {
    return this.#flow === 'discard';
  }

  /** Resolves when the flow is another one. Rejects with `ABORTED`. */
  whenOtherThan(flow: LinkFlow, signal?: AbortSignal): Promise<LinkFlow> {
    if (this.#flow !== flow) return Promise.resolve(this.#flow);
    return this.#changed.wait((now) => now !== flow, signal);
  }
}

/** Both directions of a link. */
export class LinkBothWays {
  readonly target = new LinkConditions();
  readonly client = new LinkConditions();

  /** The conditions of one direction, or of both. */
  of(towards: LinkDirection | undefined): readonly LinkConditions[] {
    return towards === undefined ? [this.target, this.client] : [this[towards]];
  }

  /** Whether bytes of either direction are discarded: no connection can be made then. */
  get isSilent(): boolean {
    return this.target.isSilent || this.client.isSilent;
  }

  /** Resolves when neither direction holds. Rejects with `ABORTED`. */
  async whenNoneHolds(signal: AbortSignal): Promise<void> {
    while (this.target.flow === 'hold' || this.client.flow === 'hold') {
      await this.target.whenOtherThan('hold', signal);
      await this.client.whenOtherThan('hold', signal);
    }
  }
}
