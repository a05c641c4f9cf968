import { SdmpError } from '@sdmp/protocol';
import type { Client } from '@sdmp/runtime';
import { statusLine } from './status-line.ts';

/** Follows what becomes of the connection: tells each step, and remembers whether the service ever accepted the request. */
export class Progress {
  readonly #tell: (line: string) => void;
  #isAccepted = false;
  #lastReason = 'it does not answer';

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Resolves when the client is closed. */
  async follow(client: Client): Promise<void> {
    for await (const status of client.status()) {
      if (status.kind === 'subscribed') this.#isAccepted = true;
      if (status.kind === 'disconnected') this.#lastReason = status.reason;
      const line = statusLine(status);
      if (line !== undefined) this.#tell(line);
    }
  }

  /** Throws `CONNECT_FAILED` unless the service accepted the request: without outcomes nothing else says that there is no service. */
  demandAccepted(address: string): void {
    if (this.#isAccepted) return;
    const text = `${address} was not reached in the time that was given (${this.#lastReason}): check that the service runs`;
    throw new SdmpError('CONNECT_FAILED', text);
  }
}
