import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RepetitionWindow } from './repetition-window.ts';

const members = ['first', 'second'];

test('what both members send is recorded once, in either order', () => {
  const window = new RepetitionWindow(members);
  expect(['a', 'b'].map((outcome) => window.isFresh('first', outcome))).toEqual([true, true]);
  expect(['a', 'b', 'c'].map((outcome) => window.isFresh('second', outcome))).toEqual([false, false, true]);
  expect(window.isFresh('first', 'c')).toBe(false);
});

test('an outcome that the dialer really sends twice is recorded twice', () => {
  const window = new RepetitionWindow(members);
  expect(['a', 'a'].map((outcome) => window.isFresh('first', outcome))).toEqual([true, true]);
  expect(['a', 'a'].map((outcome) => window.isFresh('second', outcome))).toEqual([false, false]);
});

test('what was recorded before a restart is known to both', () => {
  const window = new RepetitionWindow(members);
  window.remember('a');
  expect(members.map((member) => window.isFresh(member, 'a'))).toEqual([false, false]);
});

test('in any order of arrival each outcome is recorded as often as it was dialed', () => {
  const dialed = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(dialed, fc.infiniteStream(fc.boolean()), (outcomes, turns) => {
      const window = new RepetitionWindow(members);
      const next = new Map(members.map((member) => [member, 0]));
      const recorded: string[] = [];
      while (members.some((member) => (next.get(member) ?? 0) < outcomes.length)) {
        const member = turns.next().value ? 'first' : 'second';
        const at = next.get(member) ?? 0;
        const outcome = outcomes[at];
        if (outcome === undefined) continue;
        next.set(member, at + 1);
        if (window.isFresh(member, outcome)) recorded.push(outcome);
      }
      expect(recorded.toSorted()).toEqual(outcomes.toSorted());
    }),
  );
});

test('at the limit the oldest is forgotten, and said where a member has not sent it yet', () => {
  let forgotten = 0;
  const window = new RepetitionWindow(members, { limit: 2, forgotten: () => forgotten++ });
  for (const outcome of ['a', 'b', 'c']) window.isFresh('first', outcome);
  expect(forgotten).toBe(1);
  expect(window.isFresh('second', 'a')).toBe(true);
  expect(window.isFresh('second', 'c')).toBe(false);
});
