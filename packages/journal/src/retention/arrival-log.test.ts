import { expect, test } from 'vitest';
import { hasAged } from './age-bounds.ts';
import { ArrivalLog } from './arrival-log.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startTime = Date.UTC(2026, 0, 1);
const maxAgeMs = 30 * dayMs;

/** A machine: time goes by, the wall clock may be set, programs come and go. */
class Machine {
  #uptime = 0;
  #wall = startTime;
  #log = new ArrivalLog(this.#settings, undefined, 0);
  #saved: string | undefined;
  end = 0;

  get #settings() {
    const clock = { now: () => this.#wall, monotonic: () => this.#uptime };
    return { clock, clockStepWaitMs: dayMs };
  }

  pass(ms: number): void {
    this.#uptime += ms;
    this.#wall += ms;
  }

  setClock(byMs: number): void {
    this.#wall += byMs;
  }

  restart(): void {
    this.#log = new ArrivalLog(this.#settings, this.#saved, this.end);
  }

  /** Records and prunes once an hour. */
  work(hours: number): void {
    this.#goOn(hours, 1);
  }

  /** Prunes once an hour; nothing arrives. */
  idle(hours: number): void {
    this.#goOn(hours, 0);
  }

  #goOn(hours: number, records: number): void {
    for (let hour = 0; hour < hours; hour++) {
      this.end += records;
      this.pass(hourMs);
      this.first();
      this.#saved = this.#log.save() ?? this.#saved;
    }
  }

  /** The oldest record that age leaves when each states `time`. */
  first(time = this.#wall): number {
    const bounds = this.#log.bounds(maxAgeMs, { first: 0, end: this.end });
    let first = 0;
    while (first < this.end && hasAged({ first, count: 1, maxTime: time }, bounds)) first++;
    return first;
  }

  get doubtMs(): number | undefined {
    return this.#log.withDoubt({ records: 0, bytes: 0, first: 0 }).doubt?.aheadMs;
  }
}

/** Marks lie half a day apart. */
function expectAge(machine: Machine, hours: number): void {
  const kept = machine.end - machine.first();
  expect(kept).toBeGreaterThanOrEqual(hours);
  expect(kept).toBeLessThanOrEqual(hours + 24);
}

test('what arrived a month ago goes, whatever time it states', () => {
  const machine = new Machine();
  machine.work(40 * 24);
  for (const time of [0, startTime, startTime + 40 * dayMs, Date.UTC(2999, 0, 1)]) {
    const kept = machine.end - machine.first(time);
    expect(kept).toBeGreaterThanOrEqual(30 * 24);
    expect(kept).toBeLessThanOrEqual(31 * 24);
  }
});

test('a merged batch whose records arrived weeks apart and state the same false hour stays for the age of the last', () => {
  const marks = [1, 2, 8, 15, 20].map((day) => ({ position: day * 10, time: startTime + day * dayMs }));
  const bounds = (day: number) => ({ olderThan: startTime + (day - 30) * dayMs, closeMs: 7.5 * dayMs, marks });
  const merged = { first: 20, count: 180, maxTime: startTime + 2.5 * dayMs };
  expect(hasAged(merged, bounds(33))).toBe(false);
  expect(hasAged(merged, bounds(49))).toBe(false);
  expect(hasAged(merged, bounds(51))).toBe(true);
});

test('what arrives after a long silence stays for its age, though it states a time within the silence', () => {
  const machine = new Machine();
  machine.work(24);
  machine.idle(10 * 24);
  machine.work(1);
  machine.idle(25 * 24);
  expect(machine.first(startTime + 5 * dayMs)).toBe(24);
  machine.idle(6 * 24);
  expect(machine.first(startTime + 5 * dayMs)).toBe(25);
});

test.each([2, 40, 400, -2, -400])('a clock set by %i days while it runs changes no age', (days) => {
  const machine = new Machine();
  machine.work(20 * 24);
  machine.setClock(days * dayMs);
  machine.work(1);
  expect(machine.first()).toBe(0);
  expect(machine.doubtMs).toBe(days * dayMs);
  machine.work(20 * 24);
  expect(machine.doubtMs).toBeUndefined();
  expectAge(machine, 30 * 24);
  machine.setClock(-days * dayMs);
  machine.work(24);
  expectAge(machine, 30 * 24);
});

test.each([2, 40, -2])(
  'programs that start again and again under a clock that is %i days off remove nothing young',
  (days) => {
    const machine = new Machine();
    machine.work(20 * 24);
    machine.setClock(days * dayMs);
    for (let start = 0; start < 5; start++) {
      machine.restart();
      machine.work(2);
    }
    expect(machine.first()).toBe(0);
    machine.setClock(-days * dayMs);
    machine.restart();
    machine.work(15 * 24);
    const kept = machine.end - machine.first();
    expect(kept).toBeGreaterThanOrEqual(30 * 24);
  },
);

test('records of a clock far ahead go a month after the next start at the latest', () => {
  const machine = new Machine();
  machine.setClock(1000 * 365 * dayMs);
  machine.restart();
  machine.work(48);
  machine.setClock(-1000 * 365 * dayMs);
  machine.restart();
  machine.work(33 * 24);
  expect(machine.first()).toBeGreaterThanOrEqual(48);
});

test('a journal that was closed for long ages by the clock after a day', () => {
  const machine = new Machine();
  machine.work(24);
  machine.pass(60 * dayMs);
  machine.restart();
  expect(machine.first()).toBe(0);
  machine.work(26);
  expect(machine.first()).toBe(24);
});

test('what an earlier version recorded goes by its own times, and at the latest a month after it was found', () => {
  const clock = { now: () => startTime, monotonic: () => startTime };
  const old = new ArrivalLog({ clock, clockStepWaitMs: dayMs }, undefined, 10);
  const bounds = old.bounds(maxAgeMs, { first: 0, end: 10 });
  const goes = (maxTime: number): boolean => hasAged({ first: 0, count: 10, maxTime }, bounds);
  expect([goes(startTime - 31 * dayMs), goes(startTime - 29 * dayMs), goes(startTime + dayMs), goes(0)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
