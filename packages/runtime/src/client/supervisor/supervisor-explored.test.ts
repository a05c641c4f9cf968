import { SdmpError } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { heartbeatMs, latencyMs, SimulatedWorld, settings } from '../../../test/client/support/simulated-world.ts';
import {
  initialState,
  type SupervisorEvent,
  type SupervisorState,
  type SupervisorStateName,
  type SupervisorTimer,
} from './supervision.ts';
import { superviseWith } from './supervisor.ts';

const timers: readonly SupervisorTimer[] = ['connect', 'authenticate', 'answer', 'backoff', 'stable', 'close'];

/** What ends a state that nothing else ends. */
const wayOut: Readonly<Partial<Record<SupervisorStateName, SupervisorTimer>>> = {
  connecting: 'connect',
  authenticating: 'authenticate',
  subscribing: 'answer',
  waiting: 'backoff',
  closing: 'close',
};

/** Delays have reached their cap by this number of failures: more of them make no other state. */
const mostFailures = 9;
const currentAttempt = 100;
const chance = 0.999;

/** A state of the supervisor and of what it was told and told others. */
interface Place {
  readonly state: SupervisorState;
  /** Whether somebody needs a connection. */
  readonly isNeeded: boolean;
  readonly openSockets: number;
  /** Whether the service has accepted the user of this attempt. */
  readonly isKnown: boolean;
  readonly running: ReadonlySet<SupervisorTimer>;
  /** Events that lead here. */
  readonly path: readonly SupervisorEvent[];
}

function keyOf({ state, isNeeded, openSockets, isKnown, running }: Place): string {
  return [
    state.name,
    state.failures,
    state.hasStreamed,
    isNeeded,
    openSockets,
    isKnown,
    ...[...running].toSorted(),
  ].join();
}

function eventsOf(attempt: number): readonly SupervisorEvent[] {
  const error = new SdmpError('AUTHENTICATION_REFUSED', 'test');
  return [
    ...(['opened', 'authenticated', 'asked', 'answered', 'renew'] as const).map((type) => ({ type, attempt })),
    { type: 'refused', attempt, error },
    { type: 'lost', attempt, reason: 'test', chance },
    ...timers.map((timer) => ({ type: 'timeUp', timer, attempt, chance }) as const),
  ];
}

const anytime: readonly SupervisorEvent[] = (['needed', 'unneeded', 'drained', 'close', 'abort'] as const).map(
  (type) => ({ type }),
);

/** Events of this attempt; a timer fires only while it runs. */
function possibleEvents({ running, state }: Place): readonly SupervisorEvent[] {
  const now = eventsOf(state.attempt).filter((event) => event.type !== 'timeUp' || running.has(event.timer));
  return [...anytime, ...now];
}

class Explorer {
  readonly places = new Map<string, Place>();
  readonly faults: string[] = [];
  readonly #isAuthenticating: boolean;
  readonly #reduce: ReturnType<typeof superviseWith>;

  constructor(isAuthenticating: boolean) {
    this.#isAuthenticating = isAuthenticating;
    this.#reduce = superviseWith({ ...settings, isAuthenticating });
  }

  /** Visits every state that any order of events leads to. */
  explore(): void {
    const state = { ...initialState, attempt: currentAttempt };
    const start = {
      state,
      isNeeded: false,
      openSockets: 0,
      isKnown: false,
      running: new Set<SupervisorTimer>(),
      path: [],
    };
    const waiting: Place[] = [start];
    this.places.set(keyOf(start), start);
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      this.#expectNothingOfOlderAttempts(place);
      for (const event of possibleEvents(place)) {
        const next = this.#step(place, event);
        if (this.places.has(keyOf(next))) continue;
        this.places.set(keyOf(next), next);
        waiting.push(next);
      }
    }
  }

  #expectNothingOfOlderAttempts({ state, path }: Place): void {
    for (const event of eventsOf(state.attempt - 1)) {
      const [next, actions] = this.#reduce(state, event);
      if (next !== state || actions.length > 0) this.#fault(`${event.type} of an older attempt has an effect`, path);
    }
  }

  #step(place: Place, event: SupervisorEvent): Place {
    const path = [...place.path, event];
    const [reduced, actions] = this.#reduce(place.state, event);
    const running = new Set(place.running);
    if (event.type === 'timeUp') running.delete(event.timer);
    let { isNeeded, openSockets, isKnown } = place;
    if (event.type === 'needed') isNeeded = true;
    if (event.type === 'unneeded') isNeeded = false;
    if (event.type === 'authenticated' && place.state.name === 'authenticating') isKnown = true;
    for (const action of actions) {
      if (action.do === 'open') {
        openSockets++;
        isKnown = false;
        if (!isNeeded) this.#fault('a socket is opened that nobody needs', path);
      } else if (action.do === 'refuse') isNeeded = false;
      else if (action.do === 'drop' || action.do === 'finish') openSockets = 0;
      else if (action.do === 'startTimer') running.add(action.timer);
      else if (action.do === 'stopTimer') running.delete(action.timer);
      else if (action.do === 'subscribe') {
        if (!isNeeded) this.#fault('an EO is written that nobody asked for', path);
        if (openSockets !== 1) this.#fault('an EO is written without a socket', path);
        if (this.#isAuthenticating && !isKnown) this.#fault('an EO is written before the user is known', path);
      }
    }
    if (openSockets > 1) this.#fault('two sockets are open', path);
    const timer = wayOut[reduced.name];
    if (timer !== undefined && !running.has(timer)) this.#fault(`${reduced.name} has no way out`, path);
    if (reduced.name === 'closed' && running.size > 0) this.#fault('a timer runs after the end', path);
    // Attempts count on for ever; which number the newest has makes no other state.
    const state = { ...reduced, attempt: currentAttempt, failures: Math.min(reduced.failures, mostFailures) };
    return { state, isNeeded, openSockets, isKnown, running, path: path.map(aimed) };
  }

  #fault(what: string, path: readonly SupervisorEvent[]): void {
    this.faults.push(`${what} after ${path.map(({ type }) => type).join(', ')}`);
  }
}

function aimed(event: SupervisorEvent): SupervisorEvent {
  return 'attempt' in event ? { ...event, attempt: currentAttempt } : event;
}

/** A dead connection is noticed, the longest delay passes, then one attempt succeeds. */
const liveWithinMs =
  Math.max(settings.connectTimeoutMs, settings.authenticationTimeoutMs, settings.answerTimeoutMs, heartbeatMs) +
  settings.backoff.capMs +
  4 * latencyMs;

describe.each([false, true])('every reachable state of the supervisor, authenticating: %s', (isAuthenticating) => {
  const explorer = new Explorer(isAuthenticating);
  explorer.explore();

  test(`${verifies('CL-1', 'CL-2', 'CL-3')}two sockets never, no EO before a consumer, always a way out`, () => {
    expect(explorer.faults).toEqual([]);
    expect(new Set([...explorer.places.values()].map(({ state }) => state.name)).size).toBe(isAuthenticating ? 8 : 7);
    expect(explorer.places.size).toBeGreaterThan(100);
  });

  test(`${verifies('CL-4')}is live within ${String(liveWithinMs / 1000)} s when the service can be reached`, () => {
    for (const { path, state } of explorer.places.values()) {
      if (state.name === 'closing' || state.name === 'closed') continue;
      const world = new SimulatedWorld(() => chance, isAuthenticating);
      world.link = 'swallows';
      for (const event of path) {
        world.dispatch('attempt' in event ? { ...event, attempt: world.state.attempt } : event);
      }
      expect(world.state.name).toBe(state.name);
      world.link = 'good';
      world.dispatch({ type: 'needed' });
      world.pass(liveWithinMs);
      expect(world.state.name, path.map(({ type }) => type).join()).toBe('streaming');
      expect(world.mostOpenSockets).toBe(1);
    }
  });
});
