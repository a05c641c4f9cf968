import type { Clock } from '../clock.ts';
import {
  initialState,
  type SupervisorAction,
  type SupervisorEvent,
  type SupervisorSettings,
  type SupervisorState,
  type SupervisorTimer,
} from './supervision.ts';
import { superviseWith } from './supervisor.ts';

/** What the runner leaves to others. */
export type OutwardAction = Exclude<SupervisorAction, { readonly do: 'startTimer' | 'stopTimer' }>;

export interface RunnerParts {
  readonly settings: SupervisorSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly perform: (action: OutwardAction) => void;
  /** A timer whose time is up is started again where this says so. */
  readonly isPostponed: (timer: SupervisorTimer) => boolean;
}

/** Keeps the supervisor's state and timers, one event after the other, also those that an action causes. */
export class SupervisorRunner {
  readonly #parts: RunnerParts;
  readonly #reduce: ReturnType<typeof superviseWith>;
  readonly #timers = new Map<SupervisorTimer, () => void>();
  readonly #events: SupervisorEvent[] = [];
  #isBusy = false;
  #state: SupervisorState = initialState;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#reduce = superviseWith(parts.settings);
  }

  get state(): SupervisorState {
    return this.#state;
  }

  dispatch(event: SupervisorEvent): void {
    this.#events.push(event);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        const [state, actions] = this.#reduce(this.#state, next);
        this.#state = state;
        for (const action of actions) this.#perform(action);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #perform(action: SupervisorAction): void {
    switch (action.do) {
      case 'startTimer':
        this.#startTimer(action.timer, action.afterMs, action.attempt);
        break;
      case 'stopTimer':
        this.#stopTimer(action.timer);
        break;
      default:
        this.#parts.perform(action);
    }
  }

  #startTimer(timer: SupervisorTimer, afterMs: number, attempt: number): void {
    const { clock, random, isPostponed } = this.#parts;
    this.#stopTimer(timer);
    const cancel = clock.after(afterMs, () => {
      this.#timers.delete(timer);
      if (isPostponed(timer)) this.#startTimer(timer, afterMs, attempt);
      else this.dispatch({ type: 'timeUp', timer, attempt, chance: random() });
    });
    this.#timers.set(timer, cancel);
  }

  #stopTimer(timer: SupervisorTimer): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }
}
