import { EventLog } from '@sdmp/events';
import { expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';
import { serverEvents } from './server-events.ts';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 1);

/** A machine whose wall clock can be set. */
function startMachine() {
  let passed = 0;
  let wrongBy = 0;
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const events = new EventLog(serverEvents, { logger: { warn: write, info: write } });
  const now = (): number => start + passed + wrongBy;
  const watch = new ClockWatch({
    now,
    monotonic: () => passed,
    clockStepMs: 10_000,
    clockStepWaitMs: 24 * hourMs,
    events,
  });
  return {
    watch,
    lines,
    pass: (ms: number): void => void (passed += ms),
    set: (byMs: number): void => void (wrongBy += byMs),
    get trueTime(): number {
      return start + passed;
    },
  };
}

test.each([2 * hourMs, -2 * hourMs, 900 * 365 * 24 * hourMs])(
  'a clock that is set by %i ms is said, counted and in the status, and the believed time continues',
  (byMs) => {
    const machine = startMachine();
    machine.watch.look();
    machine.pass(60_000);
    machine.set(byMs);
    machine.watch.look();
    const seconds = byMs / 1000;
    expect(machine.lines).toEqual([`The clock was set by ${seconds} s, or the machine slept: check its time`]);
    expect(machine.watch.status).toEqual({ steps: 1, lastStepMs: byMs, lastStepAt: machine.trueTime + byMs });
    expect(machine.watch.time).toBe(machine.trueTime);
    expect(machine.watch.latest).toBe(machine.trueTime + Math.max(0, byMs));
    machine.pass(60_000);
    machine.watch.look();
    expect(machine.watch.status.steps).toBe(1);
  },
);

test('a clock that is only corrected is not said', () => {
  const machine = startMachine();
  for (let minute = 0; minute < 60; minute++) {
    machine.pass(60_000);
    machine.set(500);
    machine.watch.look();
  }
  expect(machine.lines).toEqual([]);
  expect(machine.watch.status).toEqual({ steps: 0 });
});

test('a new time is believed once it has held for the wait', () => {
  const machine = startMachine();
  machine.set(48 * hourMs);
  machine.watch.look();
  machine.pass(23 * hourMs);
  machine.watch.look();
  expect(machine.watch.time).toBe(machine.trueTime);
  machine.pass(2 * hourMs);
  machine.watch.look();
  expect(machine.watch.time).toBe(machine.trueTime + 48 * hourMs);
});

test('a service that starts at an earlier time than is known to have passed does not believe its clock', () => {
  const machine = startMachine();
  machine.watch.startFrom(start + 72 * hourMs);
  machine.watch.look();
  machine.pass(hourMs);
  expect(machine.watch.time).toBe(start + 73 * hourMs);
});

test('retention that waits for the clock is said once, in the status while it waits, and so is its end', () => {
  const machine = startMachine();
  const doubt = { aheadMs: 48 * hourMs, leftMs: 90 * 60_000 };
  machine.watch.retained(doubt);
  machine.watch.retained({ ...doubt, leftMs: 60_000 });
  expect(machine.watch.status.retentionWaits).toEqual({ ...doubt, leftMs: 60_000 });
  const waits =
    'The clock is 172800 s from where the journal expects it: retention by age does not go by it for 90 minutes, or until it is right';
  expect(machine.lines).toEqual([waits]);
  machine.watch.retained(undefined);
  machine.watch.retained(undefined);
  expect(machine.lines).toEqual([waits, 'The clock is believed: retention by age goes by it again']);
  expect(machine.watch.status).toEqual({ steps: 0 });
});
