import { BelievedClock, type ClockDoubt, ClockSteps, clockSettings } from '@sdmp/journal';
import type { UnclockedSettings } from './service-options.ts';

/** What a service knows of its clock. */
export interface ClockStatus {
  /** Times that the wall clock was set, since the start. */
  readonly steps: number;
  /** The newest step, by how much the wall clock was set; absent when there was none since the start. */
  readonly lastStepMs?: number;
  /** What the wall clock said after it, Unix milliseconds. */
  readonly lastStepAt?: number;
  /** Present while retention by age waits until the wall clock is believed. */
  readonly retentionWaits?: ClockDoubt;
}

export type ClockWatchOptions = Pick<
  UnclockedSettings,
  'now' | 'monotonic' | 'clockStepMs' | 'clockStepWaitMs' | 'events'
>;

const minuteMs = 60_000;

/** Notices steps of the wall clock, says so, and keeps a time that no step moves before it is believed. */
export class ClockWatch {
  readonly #options: ClockWatchOptions;
  readonly #believed: BelievedClock;
  readonly #steps: ClockSteps;
  #stepCount = 0;
  #last: { readonly byMs: number; readonly at: number } | undefined;
  #doubt: ClockDoubt | undefined;

  constructor(options: ClockWatchOptions) {
    const { now, monotonic, clockStepMs, clockStepWaitMs } = options;
    this.#options = options;
    this.#believed = new BelievedClock(clockSettings({ now, monotonic, clockStepWaitMs }), undefined);
    this.#steps = new ClockSteps({ now, monotonic, stepMs: clockStepMs });
  }

  /** The believed time, Unix milliseconds. */
  get time(): number {
    return this.#believed.time;
  }

  /** The later of the believed time and the wall clock's: what is stamped with it never looks older than it is. */
  get latest(): number {
    return this.#believed.latestAt(this.#believed.monotonic);
  }

  /** `time` is known to have passed: a clock far from it is not believed at once. */
  startFrom(time: number): void {
    this.#believed.continueFrom({ time });
  }

  /** To be called now and then. */
  look(): void {
    this.#believed.look();
    const byMs = this.#steps.look();
    if (byMs === undefined) return;
    const { now, events } = this.#options;
    this.#stepCount++;
    this.#last = { byMs, at: now() };
    events.report('clockSteps', { seconds: Math.round(byMs / 1000) });
  }

  /** Retention was applied, and says whether it believes the wall clock. */
  retained(doubt: ClockDoubt | undefined): void {
    const before = this.#doubt;
    this.#doubt = doubt;
    const { events } = this.#options;
    if (doubt === undefined) {
      if (before !== undefined) events.report('retentionResumes', {});
    } else if (before === undefined || Math.abs(doubt.aheadMs - before.aheadMs) > minuteMs) {
      const { aheadMs, leftMs } = doubt;
      const minutes = Math.ceil(leftMs / minuteMs);
      events.report('retentionWaits', { seconds: Math.round(aheadMs / 1000), minutes });
    }
  }

  get status(): ClockStatus {
    return {
      steps: this.#stepCount,
      ...(this.#last === undefined ? {} : { lastStepMs: this.#last.byMs, lastStepAt: this.#last.at }),
      ...(this.#doubt === undefined ? {} : { retentionWaits: this.#doubt }),
    };
  }
}
