import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Journal, openSqliteJournal, type Random } from '../../built-packages.ts';
import { Machine } from './machine.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const maxAgeMs = 40 * hourMs;
/** The wall clock is believed after so long. */
const waitMs = dayMs;
/** A wrong clock is put right before it is believed. */
const longestWrongHours = 20;
/** Marks are 64 in the greatest age; retention runs once an hour, and a record goes with the pass after that. */
const latestMs = maxAgeMs + maxAgeMs / 64 + 2 * hourMs;

/** What a schedule came to. */
export interface Verdict {
  readonly recorded: number;
  readonly removed: number;
  /** Records removed before their age. */
  readonly young: number;
  /** Records still there at the end, after the time in which they had to go. */
  readonly old: number;
  readonly clockSteps: number;
  readonly restarts: number;
}

/** Records and prunes once an hour while the clock is set, wrong and put right, and judges by the true time. */
class Schedule {
  readonly #machine = new Machine();
  readonly #random: Random;
  readonly #directory: string;
  /** True time of arrival by position. */
  readonly #arrivals: number[] = [];
  #journal: Journal | undefined;
  #first = 0;
  #young = 0;
  #clockSteps = 0;
  #restarts = 0;

  constructor(directory: string, random: Random) {
    this.#directory = directory;
    this.#random = random;
  }

  async run(): Promise<Verdict> {
    await this.#open();
    await this.#work(this.#upTo(50));
    for (let episode = 1 + this.#upTo(3); episode > 0; episode--) {
      await this.#wrongClock();
      await this.#work(this.#upTo(30));
      if (this.#isOneOf(3)) await this.#restart(this.#upTo(50) * minuteMs);
    }
    if (this.#isOneOf(4)) await this.#restart(2 * hourMs + this.#upTo(60) * hourMs);
    // Once the clock is right and believed, everything of before goes within its age.
    await this.#work((waitMs + latestMs) / hourMs + 2);
    const old = this.#arrivals.slice(this.#first).filter((at) => this.#machine.trueMs - at > latestMs).length;
    await this.#close();
    return {
      recorded: this.#arrivals.length,
      removed: this.#first,
      young: this.#young,
      old,
      clockSteps: this.#clockSteps,
      restarts: this.#restarts,
    };
  }

  async #wrongClock(): Promise<void> {
    const sizes = [2 * hourMs, 2 * dayMs, 40 * dayMs, 5 * 365 * dayMs, 900 * 365 * dayMs];
    const size = sizes[this.#upTo(sizes.length)] ?? dayMs;
    const sign = this.#isOneOf(3) && size < 365 * dayMs ? -1 : 1;
    let left = longestWrongHours;
    while (left > 0) {
      this.#machine.setWrong(sign * (size + this.#upTo(60) * minuteMs));
      this.#clockSteps++;
      const hours = Math.min(left, 1 + this.#upTo(longestWrongHours));
      left -= hours + this.#upTo(longestWrongHours);
      const before = this.#upTo(hours);
      await this.#work(before);
      if (this.#isOneOf(2)) await this.#restart(this.#upTo(50) * minuteMs);
      await this.#work(hours - before);
    }
    this.#machine.setWrong(0);
    this.#clockSteps++;
    if (this.#isOneOf(2)) await this.#restart(this.#upTo(50) * minuteMs);
  }

  async #work(hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour++) {
      this.#machine.pass(hourMs);
      if (this.#isOneOf(2)) await this.#record();
      await this.#prune();
    }
  }

  async #record(): Promise<void> {
    const lies = [0, Date.UTC(2999, 0, 1), this.#machine.trueMs - maxAgeMs, this.#machine.trueMs + dayMs];
    const stated = this.#isOneOf(5) ? lies[this.#upTo(lies.length)] : undefined;
    const time = stated ?? this.#machine.now();
    await this.#journal?.append([{ time, tenant: '', campaign: 'Sales1', classes: 1, body: '\\RE10' }]);
    this.#arrivals.push(this.#machine.trueMs);
  }

  async #prune(): Promise<void> {
    const { first } = (await this.#journal?.prune({ maxAgeMs })) ?? { first: this.#first };
    for (const at of this.#arrivals.slice(this.#first, first)) {
      if (this.#machine.trueMs - at < maxAgeMs - minuteMs) this.#young++;
    }
    this.#first = first;
  }

  async #restart(awayMs: number): Promise<void> {
    this.#restarts++;
    await this.#close();
    this.#machine.pass(awayMs);
    await this.#open();
  }

  async #open(): Promise<void> {
    const { now, monotonic } = this.#machine;
    const clock = { now, monotonic, clockStepWaitMs: waitMs };
    this.#journal = await openSqliteJournal({ directory: this.#directory, compactAfter: 0, reserveBytes: 0, ...clock });
  }

  async #close(): Promise<void> {
    await this.#journal?.close();
    this.#journal = undefined;
  }

  #upTo(limit: number): number {
    return this.#random.below(limit);
  }

  #isOneOf(count: number): boolean {
    return this.#random.below(count) === 0;
  }
}

/** Runs the schedule that the seed gives, on a journal of its own. */
export async function runSchedule(seed: number): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-clock-'));
  try {
    return await new Schedule(directory, createRandom(seed)).run();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
