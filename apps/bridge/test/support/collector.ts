import { connect, type Client } from '@sdmp/runtime';
import { onTestFinished } from 'vitest';

/** A subscriber that notes the session identifiers it gets, in order. */
export class Collector {
  readonly sessions: string[] = [];
  readonly #seen: Set<string>;
  readonly #client: Client;
  readonly #waiting = new Set<() => void>();

  /** `seen` gets each identifier; collectors may share it. */
  constructor(port: number, seen = new Set<string>()) {
    this.#seen = seen;
    this.#client = connect({ port });
    onTestFinished(() => this.#client.close());
    void this.#collect();
  }

  async subscribed(): Promise<void> {
    for await (const { kind } of this.#client.status()) if (kind === 'subscribed') return;
  }

  /** Resolves when at least `count` different ones were seen. */
  async arrived(count: number): Promise<void> {
    while (this.#seen.size < count) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #collect(): Promise<void> {
    for await (const batch of this.#client.outcomes({ persistToken: 'collector', rateControl: 1_000_000 }).batches()) {
      for (const { sessionIdentifier = '' } of batch) {
        this.sessions.push(sessionIdentifier);
        this.#seen.add(sessionIdentifier);
      }
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    }
  }
}
