import { expect, test } from 'vitest';
import { MinuteHistory } from './minute-history.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 28, 20);

function historyOf(kept: number) {
  const clock = { at: start + 5000 };
  return { clock, history: new MinuteHistory(['sent', 'longest'], () => clock.at, kept) };
}

test('each minute has what was counted in it, the oldest first, minutes without anything among them', () => {
  const { clock, history } = historyOf(10);
  history.add('sent', 2);
  history.add('sent', 3);
  history.raise('longest', 7);
  history.raise('longest', 4);
  clock.at += 2 * minute;
  history.add('sent', 1);
  expect(history.read()).toEqual({ from: start, columns: { sent: [5, 0, 1], longest: [7, 0, 0] } });
  expect(history.read(2)).toEqual({ from: start + minute, columns: { sent: [0, 1], longest: [0, 0] } });
});

test('no more minutes are kept than were asked for, and one that comes again begins at 0', () => {
  const { clock, history } = historyOf(3);
  for (let number = 1; number <= 8; number++) {
    history.add('sent', number);
    clock.at += minute;
  }
  expect(history.read()).toEqual({ from: start + 6 * minute, columns: { sent: [7, 8, 0], longest: [0, 0, 0] } });
  expect(history.read(100).columns.sent).toEqual([7, 8, 0]);
});

test('after a long pause nothing of before is left', () => {
  const { clock, history } = historyOf(3);
  history.add('sent', 9);
  clock.at += 1000 * minute;
  expect(history.read()).toEqual({ from: start + 998 * minute, columns: { sent: [0, 0, 0], longest: [0, 0, 0] } });
});

test('a clock that is set back begins anew', () => {
  const { clock, history } = historyOf(3);
  history.add('sent', 9);
  clock.at -= 100 * minute;
  history.add('sent', 1);
  expect(history.read()).toEqual({ from: start - 100 * minute, columns: { sent: [1], longest: [0] } });
});
