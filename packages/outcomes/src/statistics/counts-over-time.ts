import { OutcomeCounts } from './outcome-counts.ts';
import type { StepsState } from './statistics-state.ts';

export interface StepsOptions {
  readonly stepMs: number;
  /** Steps of the longest window, the one under way included; one more is kept, which the window is leaving. */
  readonly steps: number;
  readonly maxAgents?: number | undefined;
  /** Takes the counter of a step that is no longer kept; `time` is when the step began. Default: it is dropped. */
  readonly onExpired?: (counts: OutcomeCounts, time: number) => void;
}

interface Slot {
  /** Number of the step since 1970. */
  readonly step: number;
  readonly counts: OutcomeCounts;
}

interface Remembered {
  readonly newest: number;
  readonly changes: number;
  readonly counts: OutcomeCounts;
}

/** Counters of the latest steps of time, one for each step that has outcomes. */
export class CountsOverTime {
  readonly #options: StepsOptions;
  readonly #stepMs: number;
  readonly #kept: number;
  /** The step of the latest `now`, which begins at `#newestFrom`. */
  #newest = 0;
  #newestFrom = 0;
  /** That of the latest `at`: outcomes that come one behind the other are nearly always of one step. */
  #latest: Slot | undefined;
  /** Times from here on and before `#latestTo` are of the latest step, unless that is undefined. */
  #latestFrom = 0;
  #latestTo = 0;
  readonly #slots: (Slot | undefined)[] = [];
  /** Sums of all steps but the newest, by how many steps they cover: what a page asks for again and again. */
  readonly #remembered = new Map<number, Remembered>();
  /** Outcomes that were counted in another step than the newest. */
  #changes = 0;

  constructor(options: StepsOptions) {
    this.#options = options;
    this.#stepMs = options.stepMs;
    this.#kept = options.steps + 1;
  }

  get isEmpty(): boolean {
    return this.#slots.every((slot) => slot === undefined);
  }

  /** The counter for a time, which is made when it is not there; undefined when the time is no longer kept. A time to come counts as now. */
  at(time: number, now: number): OutcomeCounts | undefined {
    if (now < this.#newestFrom || now >= this.#newestFrom + this.#stepMs) this.#setNewest(now);
    const latest = this.#latest;
    if (latest === undefined || time < this.#latestFrom || time >= this.#latestTo) return this.#find(time);
    if (latest.step !== this.#newest) this.#changes++;
    return latest.counts;
  }

  /**
   * Returns a new counter of everything counted in a window that ends now and is `steps` long. Of the step in which the window
   * begins the share counts that is still in it, so that the figures slide and do not jump when a step begins.
   */
  sum(steps: number, now: number): OutcomeCounts {
    const { stepMs, maxAgents } = this.#options;
    const newest = Math.floor(now / stepMs);
    const sum = new OutcomeCounts(maxAgents).merge(this.#sumBefore(newest, steps));
    const current = this.#slotOf(newest);
    if (current !== undefined) sum.merge(current);
    const leaving = this.#slotOf(newest - steps);
    return leaving === undefined ? sum : sum.mergeShare(leaving, 1 - (now / stepMs - newest));
  }

  /** Returns a new counter of all steps that are kept. */
  all(now: number): OutcomeCounts {
    const { stepMs, maxAgents } = this.#options;
    const newest = Math.floor(now / stepMs);
    const sum = new OutcomeCounts(maxAgents).merge(this.#sumBefore(newest, this.#kept));
    const current = this.#slotOf(newest);
    return current === undefined ? sum : sum.merge(current);
  }

  /** Yields every counter that is here, with the time at which its step begins. */
  *each(): Generator<readonly [time: number, counts: OutcomeCounts]> {
    for (const slot of this.#slots) if (slot !== undefined) yield [slot.step * this.#stepMs, slot.counts];
  }

  /** Returns every counter that is here as plain data. */
  state(): StepsState {
    return this.#slots.flatMap((slot) => (slot === undefined ? [] : [[slot.step, slot.counts.state()] as const]));
  }

  /** Takes in what `state` returned; only before the first outcome. */
  restore(state: StepsState): void {
    for (const [step, counts] of state) this.#newSlotOf(step).counts.restore(counts);
    this.#changes++;
  }

  /** Removes the counters that are older than the steps that are kept. */
  expire(now: number): void {
    const oldest = Math.floor(now / this.#options.stepMs) - this.#kept + 1;
    for (const [index, slot] of this.#slots.entries()) {
      if (slot === undefined || slot.step >= oldest) continue;
      this.#slots[index] = undefined;
      this.#expired(slot);
    }
  }

  #setNewest(now: number): void {
    this.#newest = Math.floor(now / this.#stepMs);
    this.#newestFrom = this.#newest * this.#stepMs;
    this.#latest = undefined;
  }

  #find(time: number): OutcomeCounts | undefined {
    const newest = this.#newest;
    const step = Math.min(Math.floor(time / this.#stepMs), newest);
    if (step <= newest - this.#kept) return undefined;
    if (step !== newest) this.#changes++;
    const found = this.#newSlotOf(step);
    this.#latest = found;
    this.#latestFrom = step * this.#stepMs;
    this.#latestTo = step === newest ? Number.POSITIVE_INFINITY : this.#latestFrom + this.#stepMs;
    return found.counts;
  }

  #slotOf(step: number): OutcomeCounts | undefined {
    const slot = this.#slots[step % this.#kept];
    return slot?.step === step ? slot.counts : undefined;
  }

  #newSlotOf(step: number): Slot {
    const index = step % this.#kept;
    const slot = this.#slots[index];
    if (slot?.step === step) return slot;
    const made = { step, counts: new OutcomeCounts(this.#options.maxAgents) };
    this.#slots[index] = made;
    if (slot !== undefined) this.#expired(slot);
    return made;
  }

  #expired({ step, counts }: Slot): void {
    if (this.#latest?.step === step) this.#latest = undefined;
    this.#options.onExpired?.(counts, step * this.#options.stepMs);
  }

  #sumBefore(newest: number, steps: number): OutcomeCounts {
    const known = this.#remembered.get(steps);
    if (known?.newest === newest && known.changes === this.#changes) return known.counts;
    const counts = new OutcomeCounts(this.#options.maxAgents);
    for (const slot of this.#slots) {
      if (slot !== undefined && slot.step > newest - steps && slot.step < newest) counts.merge(slot.counts);
    }
    this.#remembered.set(steps, { newest, changes: this.#changes, counts });
    return counts;
  }
}
