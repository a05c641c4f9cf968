import { type Client, connect } from '../built-packages.ts';
import type { Tally } from './tally.ts';

/** A subscriber as an application would have it: each outcome is counted, and acknowledged by asking for the next. */
export class Subscriber {
  /** Rejects when the subscription fails. */
  readonly finished: Promise<void>;
  readonly #client: Client;

  constructor(port: number, tally: Tally) {
    this.#client = connect({ port });
    this.finished = this.#count(tally);
    this.finished.catch(() => undefined);
  }

  /** Resolves when the bridge delivers to it. */
  async subscribed(): Promise<void> {
    for await (const { kind } of this.#client.status()) if (kind === 'subscribed') return;
  }

  /** Acknowledges what arrived and ends; what hinders that is seen by `finished`. */
  async close(): Promise<void> {
    await this.#client.close();
    await this.finished.catch(() => undefined);
  }

  async #count(tally: Tally): Promise<void> {
    for await (const batch of this.#client.outcomes({ persistToken: 'demo-subscriber' }).batches()) {
      for (const { sessionIdentifier = '' } of batch) tally.deliver(sessionIdentifier);
    }
  }
}
