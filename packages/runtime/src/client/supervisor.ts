import { type BackoffSettings, backoffDelay } from './backoff.ts';

/**
 * Where the client stands.
 *
 * - idle: nobody needs a connection (CL-1)
 * - connecting: a socket is being opened
 * - subscribing: it is open, and a request has not been answered yet
 * - streaming: every request is answered
 * - waiting: the delay before the next attempt runs (CL-2)
 * - closing: consumers finish what they hold, the last acknowledgement goes out (CL-8)
 * - closed: for good
 *
 * Authentication has its place between connecting and subscribing.
 */
export type SupervisorStateName =
  | 'idle'
  | 'connecting'
  | 'subscribing'
  | 'streaming'
  | 'waiting'
  | 'closing'
  | 'closed';

export interface SupervisorState {
  readonly name: SupervisorStateName;
  /** Number of the newest connection attempt; what an older one still says is ignored. */
  readonly attempt: number;
  /** Attempts that failed since the last stable connection. */
  readonly failures: number;
}

export type SupervisorTimer = 'connect' | 'answer' | 'backoff' | 'stable' | 'close';

export type SupervisorEvent =
  /** Someone needs a connection. */
  | { readonly type: 'needed' }
  /** Nobody does any more. */
  | { readonly type: 'unneeded' }
  | { readonly type: 'opened'; readonly attempt: number }
  /** The socket failed, or is not worth keeping. `chance` decides the delay. */
  | { readonly type: 'lost'; readonly attempt: number; readonly reason: string; readonly chance: number }
  /** A request that wants an answer went out. */
  | { readonly type: 'asked'; readonly attempt: number }
  /** No request is without an answer. */
  | { readonly type: 'answered'; readonly attempt: number }
  /** The socket is to be exchanged for a fresh one at once. */
  | { readonly type: 'renew'; readonly attempt: number }
  | { readonly type: 'timeUp'; readonly timer: SupervisorTimer; readonly attempt: number; readonly chance: number }
  | { readonly type: 'close' }
  /** What consumers held is finished and acknowledged. */
  | { readonly type: 'drained' }
  | { readonly type: 'abort' };

export type SupervisorAction =
  | { readonly do: 'open'; readonly attempt: number }
  /** Write the preferences, the requests and the first probe. */
  | { readonly do: 'subscribe'; readonly attempt: number }
  /** Destroy the socket. */
  | { readonly do: 'drop' }
  /** Let consumers finish, then acknowledge. */
  | { readonly do: 'drain' }
  /** End the socket in order, and every subscription with it. */
  | { readonly do: 'finish' }
  | { readonly do: 'startTimer'; readonly timer: SupervisorTimer; readonly afterMs: number; readonly attempt: number }
  | { readonly do: 'stopTimer'; readonly timer: SupervisorTimer }
  | { readonly do: 'report'; readonly status: SupervisorStatus };

export type SupervisorStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | {
      readonly kind: 'disconnected';
      readonly reason: string;
      readonly retryInMs: number;
      readonly failures: number;
    }
  | { readonly kind: 'closed' };

export interface SupervisorSettings {
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly stableAfterMs: number;
  readonly closeTimeoutMs: number;
  readonly backoff: BackoffSettings;
}

export type Transition = readonly [state: SupervisorState, actions: readonly SupervisorAction[]];

export const initialState: SupervisorState = { name: 'idle', attempt: 0, failures: 0 };

const timerNames: readonly SupervisorTimer[] = ['connect', 'answer', 'backoff', 'stable', 'close'];
const stopAllTimers: readonly SupervisorAction[] = timerNames.map((timer) => ({ do: 'stopTimer', timer }));

/** The whole life of a connection as a function: no socket, no timer, no chance of its own. */
export function superviseWith(
  settings: SupervisorSettings,
): (state: SupervisorState, event: SupervisorEvent) => Transition {
  const stay = (state: SupervisorState): Transition => [state, []];

  const connect = (state: SupervisorState, before: readonly SupervisorAction[] = []): Transition => {
    const attempt = state.attempt + 1;
    return [
      { ...state, name: 'connecting', attempt },
      [
        ...before,
        { do: 'report', status: { kind: 'connecting', attempt } },
        { do: 'startTimer', timer: 'connect', afterMs: settings.connectTimeoutMs, attempt },
        { do: 'open', attempt },
      ],
    ];
  };

  const wait = (state: SupervisorState, reason: string, chance: number): Transition => {
    const { attempt } = state;
    const failures = state.failures + 1;
    const retryInMs = backoffDelay(failures, chance, settings.backoff);
    return [
      { name: 'waiting', attempt, failures },
      [
        { do: 'drop' },
        ...stopAllTimers,
        { do: 'report', status: { kind: 'disconnected', reason, retryInMs, failures } },
        { do: 'startTimer', timer: 'backoff', afterMs: retryInMs, attempt },
      ],
    ];
  };

  const rest = (state: SupervisorState): Transition => [
    { ...state, name: 'idle' },
    [{ do: 'drop' }, ...stopAllTimers, { do: 'report', status: { kind: 'idle' } }],
  ];

  const end = (state: SupervisorState, by: 'drop' | 'finish'): Transition => [
    { ...state, name: 'closed' },
    [{ do: by }, ...stopAllTimers, { do: 'report', status: { kind: 'closed' } }],
  ];

  const close = (state: SupervisorState): Transition => {
    const { attempt } = state;
    const isOpen = state.name === 'subscribing' || state.name === 'streaming';
    return [
      { ...state, name: 'closing' },
      [
        ...(isOpen ? [] : [{ do: 'drop' } as const]),
        ...stopAllTimers,
        { do: 'startTimer', timer: 'close', afterMs: settings.closeTimeoutMs, attempt },
        { do: 'drain' },
      ],
    ];
  };

  const awaitAnswer = (state: SupervisorState): Transition => [
    { ...state, name: 'subscribing' },
    [{ do: 'startTimer', timer: 'answer', afterMs: settings.answerTimeoutMs, attempt: state.attempt }],
  ];

  const onOpened = (state: SupervisorState): Transition => {
    const { attempt } = state;
    const [next, actions] = awaitAnswer(state);
    return [
      next,
      [
        { do: 'stopTimer', timer: 'connect' },
        ...actions,
        { do: 'startTimer', timer: 'stable', afterMs: settings.stableAfterMs, attempt },
        { do: 'subscribe', attempt },
      ],
    ];
  };

  const onTimer = (state: SupervisorState, timer: SupervisorTimer, chance: number): Transition => {
    switch (timer) {
      case 'connect':
        return state.name === 'connecting' ? wait(state, 'the connection attempt took too long', chance) : stay(state);
      case 'answer':
        return state.name === 'subscribing' ? wait(state, 'a request was not answered in time', chance) : stay(state);
      case 'backoff':
        return state.name === 'waiting' ? connect(state) : stay(state);
      case 'stable':
        return isConnected(state) ? [{ ...state, failures: 0 }, []] : stay(state);
      case 'close':
        return state.name === 'closing' ? end(state, 'finish') : stay(state);
    }
  };

  return (state, event) => {
    if (state.name === 'closed') return stay(state);
    if ('attempt' in event && event.attempt !== state.attempt) return stay(state);
    if (event.type === 'abort') return end(state, 'drop');
    if (state.name === 'closing') {
      if (event.type === 'drained') return end(state, 'finish');
      if (event.type === 'lost') return [state, [{ do: 'drop' }]];
      return event.type === 'timeUp' ? onTimer(state, event.timer, event.chance) : stay(state);
    }
    switch (event.type) {
      case 'needed':
        return state.name === 'idle' ? connect(state) : stay(state);
      case 'unneeded':
        return state.name === 'idle' ? stay(state) : rest(state);
      case 'opened':
        return state.name === 'connecting' ? onOpened(state) : stay(state);
      case 'lost':
        return state.name === 'connecting' || isConnected(state)
          ? wait(state, event.reason, event.chance)
          : stay(state);
      case 'asked':
        return isConnected(state) ? awaitAnswer(state) : stay(state);
      case 'answered':
        if (state.name !== 'subscribing') return stay(state);
        return [{ ...state, name: 'streaming' }, [{ do: 'stopTimer', timer: 'answer' }]];
      case 'renew':
        return isConnected(state) ? connect(state, [{ do: 'drop' }, ...stopAllTimers]) : stay(state);
      case 'timeUp':
        return onTimer(state, event.timer, event.chance);
      case 'close':
        return close(state);
      case 'drained':
        return stay(state);
    }
  };
}

/** Whether a socket is open and may be written to. */
export function isConnected(state: SupervisorState): boolean {
  return state.name === 'subscribing' || state.name === 'streaming';
}
