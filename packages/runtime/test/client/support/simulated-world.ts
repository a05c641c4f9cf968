import { SdmpError } from '@sdmp/protocol';
import {
  initialState,
  type SupervisorEvent,
  type SupervisorSettings,
  type SupervisorState,
  type SupervisorTimer,
} from '../../../src/client/supervisor/supervision.ts';
import { superviseWith } from '../../../src/client/supervisor/supervisor.ts';

export const settings: Omit<SupervisorSettings, 'isAuthenticating'> = {
  connectTimeoutMs: 10_000,
  authenticationTimeoutMs: 15_000,
  answerTimeoutMs: 10_000,
  stableAfterMs: 60_000,
  closeTimeoutMs: 5_000,
  backoff: { baseMs: 200, capMs: 30_000 },
};

/** How long a connection can be dead before its heartbeat notices. */
export const heartbeatMs = 16_000;
/** How long a service that can be reached takes for a connection, and for an answer. */
export const latencyMs = 100;

/** How a link treats a new connection; behind one that is `locked` nobody knows the user. */
export type Link = 'good' | 'refuses' | 'swallows' | 'silent' | 'locked';

interface Happening {
  readonly atMs: number;
  readonly run: () => void;
}

/** A supervisor in a world of its own: time, a link and a service, all simulated. */
export class SimulatedWorld {
  state: SupervisorState = initialState;
  nowMs = 0;
  link: Link = 'good';
  /** Delays drawn so far. */
  readonly delays: number[] = [];
  openSockets = 0;
  mostOpenSockets = 0;
  /** How often requests were written for a user whom the service had not accepted on that attempt. */
  subscribedUnknown = 0;
  readonly #isAuthenticating: boolean;
  #acceptedAttempt = 0;
  #chance: () => number;
  readonly #reduce: ReturnType<typeof superviseWith>;
  readonly #timers = new Map<SupervisorTimer, Happening>();
  #happenings: Happening[] = [];
  #socket = 0;

  constructor(chance: () => number, isAuthenticating = false) {
    this.#chance = chance;
    this.#isAuthenticating = isAuthenticating;
    this.#reduce = superviseWith({ ...settings, isAuthenticating });
  }

  /** Which way out of its state the supervisor has by itself. */
  has(timer: SupervisorTimer): boolean {
    return this.#timers.has(timer);
  }

  dispatch(event: SupervisorEvent): void {
    if (event.type === 'authenticated') this.#acceptedAttempt = event.attempt;
    const [state, actions] = this.#reduce(this.state, event);
    this.state = state;
    for (const action of actions) {
      switch (action.do) {
        case 'open':
          this.#open(action.attempt);
          break;
        case 'drop':
        case 'finish':
          this.openSockets = 0;
          this.#socket += 1;
          break;
        case 'authenticate':
          this.#authenticating(action.attempt);
          break;
        case 'subscribe':
          this.#subscribed(action.attempt);
          break;
        case 'startTimer': {
          const { timer, attempt } = action;
          const run = (): void => this.dispatch({ type: 'timeUp', timer, attempt, chance: this.#chance() });
          this.#timers.set(timer, { atMs: this.nowMs + action.afterMs, run });
          break;
        }
        case 'stopTimer':
          this.#timers.delete(action.timer);
          break;
        case 'report':
          if (action.status.kind === 'disconnected') this.delays.push(action.status.retryInMs);
          break;
        case 'cut':
        case 'drain':
        case 'refuse':
          break;
      }
    }
  }

  /** Lets time pass. */
  pass(ms: number): void {
    const endMs = this.nowMs + ms;
    for (let next = this.#take(endMs); next !== undefined; next = this.#take(endMs)) {
      this.nowMs = next.atMs;
      next.run();
    }
    this.nowMs = endMs;
  }

  #take(endMs: number): Happening | undefined {
    const due = [...this.#timers].toSorted(([, a], [, b]) => a.atMs - b.atMs)[0];
    this.#happenings = this.#happenings.toSorted((a, b) => a.atMs - b.atMs);
    const [soonest] = this.#happenings;
    if (due !== undefined && due[1].atMs <= endMs && (soonest === undefined || due[1].atMs <= soonest.atMs)) {
      this.#timers.delete(due[0]);
      return due[1];
    }
    return soonest !== undefined && soonest.atMs <= endMs ? this.#happenings.shift() : undefined;
  }

  /** Happens to the socket of now, unless it is gone by then. */
  #later(delayMs: number, event: () => SupervisorEvent): void {
    const socket = this.#socket;
    const run = (): void => {
      if (socket === this.#socket) this.dispatch(event());
    };
    this.#happenings.push({ atMs: this.nowMs + delayMs, run });
  }

  #open(attempt: number): void {
    this.openSockets += 1;
    this.mostOpenSockets = Math.max(this.mostOpenSockets, this.openSockets);
    if (this.link === 'swallows') return;
    if (this.link === 'refuses') {
      this.#later(1, () => ({ type: 'lost', attempt, reason: 'refused', chance: this.#chance() }));
    } else {
      this.#later(latencyMs, () => ({ type: 'opened', attempt }));
    }
  }

  /** The link may have changed since the connection was opened. */
  #authenticating(attempt: number): void {
    if (this.link === 'good') this.#later(latencyMs, () => ({ type: 'authenticated', attempt }));
    if (this.link === 'locked') {
      const error = new SdmpError('AUTHENTICATION_REFUSED', 'test');
      this.#later(latencyMs, () => ({ type: 'refused', attempt, error }));
    }
  }

  #subscribed(attempt: number): void {
    if (this.#isAuthenticating && this.#acceptedAttempt !== attempt) this.subscribedUnknown++;
    if (this.link === 'good') this.#later(latencyMs, () => ({ type: 'answered', attempt }));
    else this.#later(heartbeatMs, () => ({ type: 'lost', attempt, reason: 'silent', chance: this.#chance() }));
  }
}
