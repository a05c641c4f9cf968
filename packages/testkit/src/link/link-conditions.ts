import { Waiters } from '../waiters.ts';

/**
 * What becomes of bytes on a link.
 * - `pass`: they arrive
 * - `hold`: they are kept, and go on when the link passes again
 * - `discard`: they are lost, and sockets stay open
 * - `withhold`: toward clients everything stops before the terminator of the frame under way
 * - `halve`: toward clients half of the next frame arrives, then the connection is closed
 */
export type LinkFlow = 'pass' | 'hold' | 'discard' | 'withhold' | 'halve';

/** Current behaviour of a link. */
export class LinkConditions {
  /** Limit for each direction of each connection; undefined: unlimited. */
  bytesPerSecond: number | undefined;
  /** Maximum size of a write; undefined: as received. */
  chunkSize: number | undefined;
  /** Time that bytes are under way, each direction, milliseconds. */
  latencyMs = 0;
  /** A random time up to this is added for each chunk; chunks stay in order. */
  jitterMs = 0;
  /** Whether what clients send arrives on a second connection too. */
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
