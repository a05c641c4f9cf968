import type { EventRecord } from '@sdmp/events';
import type { ClientStatus } from '@sdmp/runtime';
import { UpstreamHistoryRecord } from './upstream-history.ts';

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
  /** What its client, and the recording, had to report. */
  readonly events: readonly EventRecord[];
}

/** As above, finer: connected and catching up, and on the way or waiting for the next attempt, are told apart. */
export type UpstreamPhase = 'live' | 'rolling' | 'connecting' | 'waiting' | 'refused' | 'closed';

/** An upstream at a moment, for people. Times in Unix milliseconds. */
export interface UpstreamDetails extends UpstreamStatus {
  readonly host: string;
  readonly port: number;
  readonly phase: UpstreamPhase;
  /** When an outcome was last recorded, since the start. */
  readonly lastOutcomeAt: number | undefined;
  readonly lastError: { readonly message: string; readonly at: number } | undefined;
  /** When it went; undefined while it is there, and before it was there for the first time. */
  readonly awaySince: number | undefined;
  /** Why it went; `lastError` is why it has not come back. */
  readonly awayReason: string | undefined;
}

/** Gathers an upstream's status. */
export class UpstreamTracker {
  readonly #where: Pick<UpstreamDetails, 'name' | 'host' | 'port'>;
  readonly history = new UpstreamHistoryRecord();
  #duplicatesDropped = 0;
  #outcomes = 0;
  #lastOutcomeAt: number | undefined;
  #lastError: UpstreamDetails['lastError'];
  #awaySince: number | undefined;
  #awayReason: string | undefined;
  #phase: UpstreamPhase = 'connecting';
  #state: UpstreamState = 'connecting';
  #hasBeenLive = false;
  #hasBeenSubscribed = false;
  #reason: string | undefined;
  #reconnects = 0;
  #gaps = 0;

  constructor({ name, host, port }: Pick<UpstreamDetails, 'name' | 'host' | 'port'>) {
    this.#where = { name, host, port };
  }

  status(events: readonly EventRecord[]): UpstreamDetails {
    return {
      ...this.#where,
      state: this.#state,
      hasBeenLive: this.#hasBeenLive,
      reason: this.#reason,
      outcomes: this.#outcomes,
      duplicatesDropped: this.#duplicatesDropped,
      reconnects: this.#reconnects,
      gaps: this.#gaps,
      phase: this.#phase,
      lastOutcomeAt: this.#lastOutcomeAt,
      lastError: this.#lastError,
      awaySince: this.#awaySince,
      awayReason: this.#awayReason,
      events,
    };
  }

  /** Counts outcomes that are on disk. */
  recorded(outcomes: number, at: number): void {
    if (outcomes === 0) return;
    this.#outcomes += outcomes;
    this.#lastOutcomeAt = at;
    this.history.recorded(outcomes);
  }

  /** Counts outcomes that came again and were dropped. */
  droppedDuplicates(outcomes: number): void {
    this.#duplicatesDropped += outcomes;
    this.history.droppedDuplicates(outcomes);
  }

  /** Takes in what the client reports. */
  observe(status: ClientStatus): void {
    switch (status.kind) {
      case 'subscribed':
        if (this.#hasBeenSubscribed) this.#reconnects++;
        this.#hasBeenSubscribed = true;
        this.#awaySince = undefined;
        this.#awayReason = undefined;
        this.history.link(true, status.time);
        this.#enter('subscribed', 'rolling');
        break;
      case 'rollingForward':
        if (this.#state === 'subscribed') this.#phase = 'rolling';
        break;
      case 'live':
        this.#hasBeenLive = true;
        if (this.#state === 'subscribed') this.#phase = 'live';
        break;
      case 'gap':
        this.#gaps++;
        break;
      case 'disconnected':
        this.#fail('connecting', 'waiting', status.reason, status.time);
        break;
      case 'connecting':
        if (this.#state === 'subscribed') {
          this.#awaySince = status.time;
          this.history.link(false, status.time);
          this.#enter('connecting', 'connecting');
        } else if (this.#state === 'connecting') this.#phase = 'connecting';
        break;
      case 'closed':
        this.#enter('stopped', 'closed');
        break;
      default:
        break;
    }
  }

  refused(reason: string, at: number): void {
    this.#fail('refused', 'refused', reason, at);
  }

  #fail(state: UpstreamState, phase: UpstreamPhase, reason: string, at: number): void {
    if (this.#state === 'subscribed') this.#awaySince = at;
    if (this.#awaySince !== undefined) this.#awayReason ??= reason;
    this.history.link(false, at, reason);
    this.#enter(state, phase);
    this.#reason = reason;
    this.#lastError = { message: reason, at };
  }

  #enter(state: UpstreamState, phase: UpstreamPhase): void {
    this.#state = state;
    this.#phase = phase;
    this.#reason = undefined;
  }
}
