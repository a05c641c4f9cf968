import type { SdmpError } from '@sdmp/protocol';
import { backoffDelay, longestBackoff } from './backoff.ts';
import type {
  SupervisorAction,
  SupervisorEvent,
  SupervisorSettings,
  SupervisorState,
  SupervisorTimer,
  Transition,
} from './supervision.ts';

const timerNames: readonly SupervisorTimer[] = ['connect', 'authenticate', 'answer', 'backoff', 'stable', 'close'];
const stopAllTimers: readonly SupervisorAction[] = timerNames.map((timer) => ({ do: 'stopTimer', timer }));

/** The whole life of a connection as a function: no socket, no timer, no chance of its own. */
export function superviseWith(
  settings: SupervisorSettings,
): (state: SupervisorState, event: SupervisorEvent) => Transition {
  const stay = (state: SupervisorState): Transition => [state, []];

  const connect = (state: SupervisorState, before: readonly SupervisorAction[] = []): Transition => {
    const attempt = state.attempt + 1;
    return [
      { ...state, name: 'connecting', attempt, hasStreamed: false },
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
      { name: 'waiting', attempt, failures, hasStreamed: false },
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

  const cut = (state: SupervisorState): Transition => {
    const [next, actions] = end(state, 'finish');
    return [next, [{ do: 'cut' }, ...actions]];
  };

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

  const authenticate = (state: SupervisorState): Transition => {
    const { attempt } = state;
    return [
      { ...state, name: 'authenticating' },
      [
        { do: 'stopTimer', timer: 'connect' },
        { do: 'report', status: { kind: 'authenticating', attempt } },
        { do: 'startTimer', timer: 'authenticate', afterMs: settings.authenticationTimeoutMs, attempt },
        { do: 'authenticate', attempt },
      ],
    ];
  };

  const refuse = (state: SupervisorState, error: SdmpError): Transition => [
    { ...state, name: 'idle' },
    [
      { do: 'drop' },
      ...stopAllTimers,
      { do: 'report', status: { kind: 'authenticationRefused', error } },
      { do: 'refuse', error },
    ],
  ];

  const subscribe = (state: SupervisorState): Transition => {
    const { attempt } = state;
    const [next, actions] = awaitAnswer(state);
    return [
      next,
      [
        { do: 'stopTimer', timer: 'connect' },
        { do: 'stopTimer', timer: 'authenticate' },
        ...actions,
        { do: 'subscribe', attempt },
      ],
    ];
  };

  /**
   * A service that accepts and ends each connection at once is to be asked ever more rarely; one that was reset while the service
   * can be reached is to be back at once. So a connection is stable when it has lasted as long as its end would make wait.
   */
  const stream = (state: SupervisorState): Transition => {
    const { attempt, failures } = state;
    const next: SupervisorState = { ...state, name: 'streaming', hasStreamed: true };
    const actions: readonly SupervisorAction[] = [{ do: 'stopTimer', timer: 'answer' }];
    if (state.hasStreamed || failures === 0) return [next, actions];
    const afterMs = Math.min(settings.stableAfterMs, longestBackoff(failures + 1, settings.backoff));
    return [next, [...actions, { do: 'startTimer', timer: 'stable', afterMs, attempt }]];
  };

  const onTimer = (state: SupervisorState, timer: SupervisorTimer, chance: number): Transition => {
    switch (timer) {
      case 'connect':
        return state.name === 'connecting' ? wait(state, 'the connection attempt took too long', chance) : stay(state);
      case 'authenticate':
        return state.name === 'authenticating'
          ? wait(state, 'the authentication was not answered in time', chance)
          : stay(state);
      case 'answer':
        return state.name === 'subscribing' ? wait(state, 'a request was not answered in time', chance) : stay(state);
      case 'backoff':
        return state.name === 'waiting' ? connect(state) : stay(state);
      case 'stable':
        return isConnected(state) ? [{ ...state, failures: 0 }, []] : stay(state);
      case 'close':
        return state.name === 'closing' ? cut(state) : stay(state);
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
        if (state.name !== 'connecting') return stay(state);
        return settings.isAuthenticating ? authenticate(state) : subscribe(state);
      case 'authenticated':
        return state.name === 'authenticating' ? subscribe(state) : stay(state);
      case 'refused':
        return state.name === 'authenticating' ? refuse(state, event.error) : stay(state);
      case 'lost':
        return state.name === 'connecting' || state.name === 'authenticating' || isConnected(state)
          ? wait(state, event.reason, event.chance)
          : stay(state);
      case 'asked':
        return isConnected(state) ? awaitAnswer(state) : stay(state);
      case 'answered':
        return state.name === 'subscribing' ? stream(state) : stay(state);
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

/** Whether a socket is open and requests may be written to it. */
export function isConnected(state: SupervisorState): boolean {
  return state.name === 'subscribing' || state.name === 'streaming';
}
