import type { Client, ClientStatus } from '@sdmp/runtime';
import type { Tone } from '../view.ts';

/** What a status means for the link; undefined: nothing changes. */
type Meaning = { readonly tone: Tone; readonly words: string } | undefined;

function meaningOf(status: ClientStatus): Meaning {
  switch (status.kind) {
    case 'connecting':
      return status.attempt > 1 ? undefined : { tone: 'warning', words: 'connecting' };
    case 'authenticating':
      return { tone: 'warning', words: 'logging in' };
    case 'subscribed':
    case 'live':
      return { tone: 'good', words: 'live' };
    case 'retrying':
      return { tone: 'warning', words: 'the service cannot take the request yet' };
    case 'disconnected':
      return { tone: 'bad', words: `disconnected: ${status.reason}` };
    default:
      return undefined;
  }
}

/** What is known of the connection to a service. */
export class LinkState {
  tone: Tone = 'warning';
  words = 'connecting';
  /** Since when, Unix milliseconds. */
  since = Date.now();
  /** How often the service accepted the subscription. */
  accepted = 0;

  get isLive(): boolean {
    return this.tone === 'good';
  }

  /** Resolves when the client is closed. */
  async follow(client: Client): Promise<void> {
    for await (const status of client.status()) {
      if (status.kind === 'subscribed') this.accepted += 1;
      const meaning = meaningOf(status);
      if (meaning === undefined || (meaning.tone === this.tone && meaning.words === this.words)) continue;
      Object.assign(this, meaning, { since: status.time });
    }
  }
}
