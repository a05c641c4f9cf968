import type { CallLimits } from './choices.ts';

export interface FinishedCall {
  readonly key: string;
  /** When its outcome was made, Unix milliseconds. */
  readonly at: number;
  readonly isNumber: boolean;
}

/** Names of calls whose outcome is made, for as long as a report of them is late and begins no new call. */
export class FinishedCalls {
  readonly #limits: CallLimits;
  readonly #bySession = new Map<string, number>();
  readonly #byNumber = new Map<string, number>();

  constructor(limits: CallLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#bySession.size + this.#byNumber.size;
  }

  has(key: string): boolean {
    return this.#bySession.has(key) || this.#byNumber.has(key);
  }

  add({ key, at, isNumber }: FinishedCall): void {
    (isNumber ? this.#byNumber : this.#bySession).set(key, at);
    const oldest = this.#bySession.size >= this.#byNumber.size ? this.#bySession : this.#byNumber;
    if (this.size > this.#limits.maxRememberedCalls) forgetFirst(oldest);
  }

  /** Forgets those whose time is over. */
  forget(now: number): void {
    forgetUntil(this.#bySession, now - this.#limits.lateReportMs);
    forgetUntil(this.#byNumber, now - this.#limits.redialMs);
  }

  list(): readonly FinishedCall[] {
    const listed = (calls: ReadonlyMap<string, number>, isNumber: boolean): FinishedCall[] =>
      [...calls].map(([key, at]) => ({ key, at, isNumber }));
    return [...listed(this.#bySession, false), ...listed(this.#byNumber, true)];
  }
}

function forgetUntil(calls: Map<string, number>, time: number): void {
  for (const [key, at] of calls) {
    if (at > time) return;
    calls.delete(key);
  }
}

function forgetFirst(calls: Map<string, number>): void {
  for (const key of calls.keys()) {
    calls.delete(key);
    return;
  }
}
