import { SdmpError } from '@sdmp/protocol';
import type { Client } from '@sdmp/runtime';
import { statusLine } from './status-line.ts';

/** Follows what becomes of the connection: tells each step, and remembers whether the service ever accepted the request. */
export class Progress {
  /** How often the service accepted the request: once for each connection. */
  accepted = 0;
  /** How often outcomes may be missing. */
  gaps = 0;
  readonly #tell: (line: string) => void;
  #lastReason = 'it does not answer';

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Resolves when the client is closed. */
  async follow(client: Client): Promise<void> {
    for await (const status of client.status()) {
      if (status.kind === 'subscribed') this.accepted += 1;
      if (status.kind === 'gap') this.gaps += 1;
      if (status.kind === 'disconnected') this.#lastReason = status.reason;
      const line = statusLine(status);
      if (line !== undefined) this.#tell(line);
    }
  }

  /** Throws `CONNECT_FAILED` unless the service accepted the request: without outcomes nothing else says that there is no service. */
  demandAccepted(address: string): void {
    if (this.accepted > 0) return;
    const text = `${address} was not reached (${this.#lastReason}): 'sdmp doctor ${address}' looks for the cause`;
    throw new SdmpError('CONNECT_FAILED', text);
  }
}
