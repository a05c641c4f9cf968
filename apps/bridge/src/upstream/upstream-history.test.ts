import { expect, test } from 'vitest';
import { UpstreamHistoryRecord } from './upstream-history.ts';

test('a period begins with each change of the link; the reason may come later, and the first one stays', () => {
  const history = new UpstreamHistoryRecord();
  history.link(false, 1, 'connection refused');
  history.link(true, 5);
  history.link(false, 9);
  history.link(false, 10, 'reset');
  history.link(false, 11, 'connection refused');
  expect(history.read().periods).toEqual([
    { isUp: false, from: 9, to: undefined, reason: 'reset' },
    { isUp: true, from: 5, to: 9, reason: undefined },
    { isUp: false, from: 1, to: 5, reason: 'connection refused' },
  ]);
});

test('of a link that flaps the newest hundred periods are kept, and how many others there were', () => {
  const history = new UpstreamHistoryRecord();
  for (let time = 0; time < 250; time++) history.link(time % 2 === 0, time);
  const { periods, forgotten } = history.read();
  expect([periods.length, forgotten, periods[0]?.from]).toEqual([100, 150, 249]);
});
