import type { Pruned } from '../journal.ts';
import { type AgeBounds, type ArrivalMark, inOrder } from './age-bounds.ts';
import { BelievedClock, clockStepMs, earliestBelievedMs } from './believed-clock.ts';
import type { ClockSettings } from './journal-clock.ts';
import { readSavedArrival, writeSavedArrival } from './saved-arrival.ts';

/** Marks are this share of the greatest age apart: what is old goes so much later at most. */
const marksPerAge = 64;
/** Marks within this share of the greatest age say when records arrived, whatever those state. */
const closeShare = 1 / 4;
/** Past this many, every other mark is dropped. */
const maxMarks = 256;

/** A mark of this process: its time follows the clock when that is put right. */
interface OwnMark {
  readonly position: number;
  /** On the monotonic clock. */
  readonly at: number;
}

/**
 * When records arrived, as far as retention needs to know: now and then the end of the journal is noted with the time. It
 * does not depend on the times that records state, and of this process not on the wall clock either.
 */
export class ArrivalLog {
  readonly #clock: BelievedClock;
  /** Made by other processes, in the order of positions. */
  #saved: readonly ArrivalMark[];
  #own: readonly OwnMark[];
  #written: string | undefined;

  /** `end` is where the journal ends now: everything before it has arrived. */
  constructor(settings: ClockSettings, saved: string | undefined, end: number) {
    const { clock, marks } = readSavedArrival(saved);
    this.#clock = new BelievedClock(settings, clock);
    this.#saved = marks;
    this.#own = [{ position: end, at: this.#clock.monotonic }];
    this.#written = saved;
    this.#correct();
  }

  /** Takes over what another process of the same journal has saved meanwhile. */
  takeOver(saved: string | undefined): void {
    if (saved === this.#written) return;
    const { clock, marks } = readSavedArrival(saved);
    if (clock !== undefined) this.#clock.continueFrom(clock);
    const own = new Set(this.#own.map(({ position }) => position));
    this.#saved = marks.filter(({ position }) => !own.has(position));
    this.#written = saved;
    this.#correct();
  }

  /** Adds that the wall clock is not believed, while that is so. */
  withDoubt(pruned: Pruned): Pruned {
    const { doubt } = this.#clock;
    return doubt === undefined ? pruned : { ...pruned, doubt };
  }

  /** What goes by age now; `first` and `end` are the journal's. */
  bounds(maxAgeMs: number, { first, end }: { readonly first: number; readonly end: number }): AgeBounds {
    this.#clock.look();
    this.#correct();
    this.#forgetBefore(first);
    const now = this.#clock.monotonic;
    const newest = this.#own.at(-1);
    if (newest === undefined || now - newest.at >= maxAgeMs / marksPerAge) this.#mark(end, now);
    this.#thin();
    return {
      olderThan: this.#clock.time - maxAgeMs,
      closeMs: maxAgeMs * closeShare,
      marks: this.#marks(),
    };
  }

  /** What the next process needs to know; undefined when that has not changed. */
  save(): string | undefined {
    const own = this.#own.map(({ position, at }) => ({ position, time: this.#clock.at(at) }));
    const text = writeSavedArrival(this.#clock.saved, merge(this.#saved, own));
    if (text === this.#written) return undefined;
    this.#written = text;
    return text;
  }

  /** While the end stays where it is, its first mark and the newest are kept: what comes next arrived after that. */
  #mark(position: number, at: number): void {
    const staysLonger = [-1, -2].every((index) => this.#own.at(index)?.position === position);
    this.#own = [...(staysLonger ? this.#own.slice(0, -1) : this.#own), { position, at }];
  }

  #correct(): void {
    const correction = this.#clock.takeCorrection();
    if (correction === undefined) return;
    const { from, byMs } = correction;
    this.#saved = this.#saved.map((mark) => (mark.time <= from ? mark : { ...mark, time: mark.time + byMs }));
  }

  #marks(): readonly ArrivalMark[] {
    const own = this.#own.map(({ position, at }) => ({ position, time: this.#clock.at(at) }));
    // What was there when this process came cannot have arrived after that.
    const opened = own[0] ?? { position: 0, time: this.#clock.time };
    const latest = ({ position }: ArrivalMark): number =>
      (position <= opened.position ? opened.time : this.#clock.time) + clockStepMs;
    const saved = this.#saved.filter((mark) => mark.time >= earliestBelievedMs && mark.time <= latest(mark));
    return inOrder(merge(saved, own));
  }

  /** The last mark at or before the oldest position still says when that arrived at the earliest. */
  #forgetBefore(first: number): void {
    this.#saved = lastBefore(this.#saved, first);
    this.#own = lastBefore(this.#own, first);
  }

  #thin(): void {
    if (this.#saved.length + this.#own.length <= maxMarks) return;
    this.#saved = this.#saved.filter((_, index) => index % 2 === 0);
    this.#own = this.#own.filter((_, index) => index % 2 === 0 || index === this.#own.length - 1);
  }
}

function lastBefore<Mark extends { readonly position: number }>(
  marks: readonly Mark[],
  first: number,
): readonly Mark[] {
  const kept = marks.findLastIndex(({ position }) => position <= first);
  return kept <= 0 ? marks : marks.slice(kept);
}

function merge(saved: readonly ArrivalMark[], own: readonly ArrivalMark[]): readonly ArrivalMark[] {
  return [...saved, ...own].toSorted((one, other) => one.position - other.position || one.time - other.time);
}
