import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const shareMs = 0.125;

/** Turns whose clock and event loop a test moves; each share takes a quarter of a turn. */
function startTurns(timeShare = 1) {
  const served: string[] = [];
  let scheduled: (() => void) | undefined;
  let now = 0;
  let waitMs = 0;
  let crowdedTimes = 0;
  const turns = new Turns(timeShare, {
    nextTurn: (run) => (scheduled = run),
    later: (run, delayMs) => {
      scheduled = run;
      waitMs = delayMs;
    },
    now: () => now,
    crowded: () => crowdedTimes++,
  });
  const taker = (name: string, shares: number) => {
    let left = shares;
    return {
      takeTurn: () => {
        served.push(name);
        now += shareMs;
        return --left > 0;
      },
    };
  };
  const run = (): readonly string[] => {
    const from = served.length;
    const due = scheduled;
    scheduled = undefined;
    now += waitMs;
    waitMs = 0;
    due?.();
    return served.slice(from);
  };
  return { turns, taker, run, isScheduled: () => scheduled !== undefined, now: () => now, crowded: () => crowdedTimes };
}

test(`${verifies('LIM-4')}each socket has one share after the other, and everything else its turn in between`, () => {
  const { turns, taker, run, isScheduled } = startTurns();
  for (const name of ['a', 'b', 'c']) turns.ask(taker(name, 3));
  expect([run(), run(), run(), isScheduled()]).toEqual([['a', 'b', 'c', 'a'], ['b', 'c', 'a', 'b'], ['c'], false]);
});

test(`${verifies('LIM-4')}a socket that was idle comes before all that have had their share`, () => {
  const { turns, taker, run } = startTurns();
  for (let number = 0; number < 40; number++) turns.ask(taker(`flood ${number}`, 1000));
  for (let turn = 0; turn < 20; turn++) run();
  turns.ask(taker('other', 1));
  expect(run()[0]).toBe('other');
});

test(`${verifies('LIM-4')}however many come anew, one of those that wait has a turn`, () => {
  const { turns, taker, run } = startTurns();
  turns.ask(taker('large', 3));
  run();
  for (let turn = 0; turn < 2; turn++) {
    for (let number = 0; number < 9; number++) turns.ask(taker('small', 1));
    const order = run();
    expect(order.filter((name) => name === 'large').length).toBeLessThanOrEqual(1);
  }
});

test(`${verifies('LIM-4')}however much is asked, requests of all sockets together take their part of the time and leave the rest`, () => {
  const { turns, taker, run, now, crowded } = startTurns(0.25);
  for (let number = 0; number < 40; number++) turns.ask(taker(`flood ${number}`, Number.POSITIVE_INFINITY));
  let shares = 0;
  while (now() < 10_000) shares += run().length;
  const part = (shares * shareMs) / now();
  expect(part).toBeGreaterThan(0.24);
  expect(part).toBeLessThan(0.26);
  expect(crowded()).toBe(10);
});

test(`${verifies('LIM-4')}a few requests are not made to wait`, () => {
  const { turns, taker, run, crowded } = startTurns(0.25);
  turns.ask(taker('one', 100));
  let shares = 0;
  while (shares < 100) shares += run().length;
  expect(crowded()).toBe(0);
});
