import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { RefusalPace } from './refusal-pace.ts';

/** A pace whose clock a test moves. */
function startPace() {
  const due: { readonly at: number; readonly run: () => void }[] = [];
  const marks: string[] = [];
  let now = 0;
  const pace = new RefusalPace({
    held: (address, perSecond) => marks.push(`${address} held at ${perSecond}`),
    later: (run, delayMs) => void due.push({ at: now + delayMs, run }),
    now: () => now,
  });
  const connection = {
    pause: () => marks.push('paused'),
    resume: () => marks.push('read on'),
  };
  /** Asks, and returns when it went. */
  const ask = (address: string): { wentAt: number | undefined } => {
    const asked: { wentAt: number | undefined } = { wentAt: undefined };
    pace.ask(address, connection, () => {
      asked.wentAt = now;
    });
    return asked;
  };
  const elapse = (ms: number): void => {
    now += ms;
    for (const each of due.splice(0)) {
      if (each.at <= now) each.run();
      else due.push(each);
    }
  };
  const refuse = (address: string, count: number): void => {
    for (let number = 0; number < count; number++) pace.refused(address);
  };
  return { ask, elapse, refuse, marks };
}

test(`${verifies('SEC-4')}requests of an address wait when two hundred of them were refused at once; others do not`, () => {
  const { ask, elapse, refuse, marks } = startPace();
  refuse('scanner', 199);
  expect(ask('scanner').wentAt).toBe(0);
  refuse('scanner', 2);
  const waiting = ask('scanner');
  expect(waiting.wentAt).toBeUndefined();
  expect(ask('other').wentAt).toBe(0);
  expect(marks).toEqual(['scanner held at 20', 'paused']);
  elapse(100);
  expect(waiting.wentAt).toBe(100);
  expect(marks).toEqual(['scanner held at 20', 'paused', 'read on']);
  expect(ask('scanner').wentAt).toBe(100);
});

test(`${verifies('SEC-4')}nobody behind an address with refused requests waits longer than a second, and its connection is read on behind the last`, () => {
  const { ask, elapse, refuse, marks } = startPace();
  refuse('scanner', 5000);
  const waiting = [ask('scanner'), ask('scanner')];
  elapse(999);
  expect(waiting.map(({ wentAt }) => wentAt)).toEqual([undefined, undefined]);
  elapse(1);
  expect(waiting.map(({ wentAt }) => wentAt)).toEqual([1000, 1000]);
  expect(marks).toEqual(['scanner held at 20', 'paused', 'paused', 'read on']);
});
