import type { ClientStatus } from '@sdmp/runtime';

/**
 * Where an upstream stands.
 *
 * - connecting: not connected, or not answered yet
 * - subscribed: outcomes arrive
 * - refused: the dialer rejected the request, or ended it; it is asked again after a while
 * - stopped: the bridge ends
 */
export type UpstreamState = 'connecting' | 'subscribed' | 'refused' | 'stopped';

/** An upstream at a moment, for readiness and metrics. */
export interface UpstreamStatus {
  readonly name: string;
  readonly state: UpstreamState;
  /** Whether it has delivered up to the present at least once. */
  readonly hasBeenLive: boolean;
  /** Why it is not connected, or was refused. */
  readonly reason: string | undefined;
  readonly outcomes: number;
  readonly duplicatesDropped: number;
  readonly reconnects: number;
  readonly gaps: number;
}

/** Gathers an upstream's status. */
export class UpstreamTracker {
  readonly name: string;
  outcomes = 0;
  duplicatesDropped = 0;
  #state: UpstreamState = 'connecting';
  #hasBeenLive = false;
  #hasBeenSubscribed = false;
  #reason: string | undefined;
  #reconnects = 0;
  #gaps = 0;

  constructor(name: string) {
    this.name = name;
  }

  get status(): UpstreamStatus {
    return {
      name: this.name,
      state: this.#state,
      hasBeenLive: this.#hasBeenLive,
      reason: this.#reason,
      outcomes: this.outcomes,
      duplicatesDropped: this.duplicatesDropped,
      reconnects: this.#reconnects,
      gaps: this.#gaps,
    };
  }

  /** Takes in what the client reports. */
  observe(status: ClientStatus): void {
    switch (status.kind) {
      case 'subscribed':
        if (this.#hasBeenSubscribed) this.#reconnects++;
        this.#hasBeenSubscribed = true;
        this.#enter('subscribed');
        break;
      case 'live':
        this.#hasBeenLive = true;
        break;
      case 'gap':
        this.#gaps++;
        break;
      case 'disconnected':
        this.#enter('connecting', status.reason);
        break;
      case 'connecting':
        if (this.#state === 'subscribed') this.#enter('connecting');
        break;
      case 'closed':
        this.#enter('stopped');
        break;
      default:
        break;
    }
  }

  refused(reason: string): void {
    this.#enter('refused', reason);
  }

  #enter(state: UpstreamState, reason?: string): void {
    this.#state = state;
    this.#reason = reason;
  }
}
