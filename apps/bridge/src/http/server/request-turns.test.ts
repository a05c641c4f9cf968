import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { RequestTurns } from './request-turns.ts';

/** Turns whose clock and event loop a test moves; each request takes ten milliseconds. */
function startTurns() {
  const due: (() => void)[] = [];
  const begun: string[] = [];
  const marks: string[] = [];
  let now = 0;
  let restedMs = 0;
  const turns = new RequestTurns({
    held: (address, waiting) => marks.push(`${address} held with ${waiting}`),
    nextTurn: (run) => void due.push(run),
    later: (run, delayMs) => {
      restedMs += delayMs;
      due.push(() => {
        now += delayMs;
        run();
      });
    },
    now: () => now,
  });
  const connection = (name: string) => ({
    pause: () => marks.push(`${name} paused`),
    resume: () => marks.push(`${name} read on`),
  });
  const ask = (address: string, from = connection(address)): void => {
    turns.ask(address, from, () => {
      now += 10;
      begun.push(address);
    });
  };
  const settle = (): void => {
    for (let run = due.shift(); run !== undefined; run = due.shift()) run();
  };
  return { ask, connection, settle, begun, marks, now: () => now, restedMs: () => restedMs };
}

test('a request that finds nobody waiting begins at once, time after time', () => {
  const { ask, settle, begun, restedMs } = startTurns();
  for (let number = 0; number < 3; number++) {
    ask('one');
    expect(begun).toHaveLength(number + 1);
    settle();
  }
  expect(restedMs()).toBe(0);
});

test(`${verifies('SEC-4')}each address has its turn, however much another asks for`, () => {
  const { ask, settle, begun } = startTurns();
  for (let number = 0; number < 50; number++) ask('flood');
  ask('other');
  settle();
  expect(begun.slice(0, 3)).toEqual(['flood', 'flood', 'other']);
  expect(begun).toHaveLength(51);
});

test(`${verifies('SEC-4')}requests that wait leave half of the time to everything else`, () => {
  const { ask, settle, now, restedMs } = startTurns();
  for (let number = 0; number < 51; number++) ask('flood');
  settle();
  expect(restedMs()).toBe(500);
  expect(now()).toBe(1010);
});

test(`${verifies('SEC-4')}a connection with many requests waiting is not read until fewer do`, () => {
  const { ask, connection, settle, begun, marks } = startTurns();
  const flood = connection('flood');
  for (let number = 0; number < 20; number++) ask('flood', flood);
  expect(marks).toEqual(['flood paused', 'flood held with 8']);
  settle();
  expect(marks).toEqual(['flood paused', 'flood held with 8', 'flood read on']);
  expect(begun).toHaveLength(20);
});
