import { type Client, connect } from '../built-packages.ts';
import type { Tally } from './tally.ts';

/** A subscriber like an application's: counts each outcome, and acknowledges it by requesting the next. */
export class Subscriber {
  /** Rejects when the subscription fails. */
  readonly finished: Promise<void>;
  readonly #client: Client;

  constructor(port: number, tally: Tally) {
    this.#client = connect({ port });
    this.finished = this.#count(tally);
    this.finished.catch(() => undefined);
  }

  /** Resolves when the client is subscribed. */
  async subscribed(): Promise<void> {
    for await (const { kind } of this.#client.status()) if (kind === 'subscribed') return;
  }

  /** Acknowledges received outcomes and closes. A failure is reported by `finished`. */
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
