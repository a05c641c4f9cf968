import type { CutCall } from './call.ts';
import type { CallLimits } from './choices.ts';

/** The newest outcome of a call, as a journal keeps it but for what makes it a correction. */
export interface MadeOutcome {
  readonly body: string;
  readonly classes: number;
  /** When the first outcome of the call was made, Unix milliseconds. */
  readonly time: number;
  /** 1 for the first, 2 for its first correction. */
  readonly revision: number;
  /** Name of the upstream that it came from ready made, where that was recorded. */
  readonly source?: string | undefined;
}

/** An outcome that came ready made, as a journal was found to hold it when an update came. */
export interface FoundOutcome {
  /** SI. */
  readonly session: string;
  readonly made: MadeOutcome;
}

/** A call whose outcome is made, remembered so that late reports and updates find it. */
export interface FinishedCall {
  /** Names the call: tenant and session, or tenant and telephone number. */
  readonly key: string;
  /** When its outcome was made, Unix milliseconds. */
  readonly at: number;
  /** Whether the key holds a telephone number, which other calls may have too. */
  readonly isNumber: boolean;
  /** Tenant and telephone number as a key, where the call has a number: an update may name it by that alone. */
  readonly number?: string | undefined;
  /** Its newest outcome. Absent where it is not remembered, so that an update finds nothing to correct. */
  readonly made?: MadeOutcome | undefined;
  /** Where a limit made the outcome: what the call was then. */
  readonly cut?: CutCall | undefined;
  /** Its outcome was not made of reports here: reports of that name begin a call. */
  readonly isReadyMade?: true | undefined;
}

/** Calls whose outcome is made, for as long as a report of them is late, or corrects the outcome. */
export class FinishedCalls {
  readonly #limits: CallLimits;
  /** Those that were finished first come first. */
  readonly #calls = new Map<string, FinishedCall>();
  /** The newest call to each number. */
  readonly #newest = new Map<string, FinishedCall>();

  constructor(limits: CallLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#calls.size;
  }

  get(key: string): FinishedCall | undefined {
    return this.#calls.get(key);
  }

  /** The newest call to a number. */
  toNumber(number: string): FinishedCall | undefined {
    return this.#newest.get(number);
  }

  /** Whether a report of a call comes too late to begin another one of that name. */
  isLate({ at, isNumber, isReadyMade }: FinishedCall, now: number): boolean {
    if (isReadyMade === true) return false;
    const { redialMs, lateReportMs } = this.#limits;
    return at > now - (isNumber ? redialMs : lateReportMs);
  }

  add(call: FinishedCall): void {
    this.#remove(call.key);
    this.#calls.set(call.key, call);
    if (call.number !== undefined) this.#newest.set(call.number, call);
    if (this.#calls.size > this.#limits.maxRememberedCalls) this.#forgetUntil(Number.POSITIVE_INFINITY, 1);
  }

  /** Takes over what has changed of a call; one that is known is remembered no longer by that. */
  change(call: FinishedCall): void {
    if (this.#calls.get(call.key)?.at !== call.at) {
      this.add(call);
      return;
    }
    this.#calls.set(call.key, call);
    const { number } = call;
    if (number !== undefined && this.#newest.get(number)?.key === call.key) this.#newest.set(number, call);
  }

  /** Forgets those whose time is over. */
  forget(now: number): void {
    const { lateReportMs, redialMs, correctionMs } = this.#limits;
    this.#forgetUntil(now - Math.max(lateReportMs, redialMs, correctionMs), this.#calls.size);
  }

  list(): readonly FinishedCall[] {
    return [...this.#calls.values()];
  }

  #forgetUntil(time: number, most: number): void {
    let count = 0;
    for (const { key, at } of this.#calls.values()) {
      if (at > time || count++ === most) return;
      this.#remove(key);
    }
  }

  #remove(key: string): void {
    const call = this.#calls.get(key);
    this.#calls.delete(key);
    if (call?.number !== undefined && this.#newest.get(call.number) === call) this.#newest.delete(call.number);
  }
}
