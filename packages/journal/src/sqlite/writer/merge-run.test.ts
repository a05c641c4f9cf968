import { expect, test } from 'vitest';
import { findRun, mergeSpanMs, type MergeRow } from './merge-run.ts';

const limits = { maxBatchRecords: 100, maxBatchBytes: 10_000 };
const rules = { belowRecords: 10, belowBytes: 1000, limits, maxRows: 8 };

/** Returns rows of these numbers of records, one after the other, a second apart. */
function rowsOf(...counts: readonly number[]): readonly MergeRow[] {
  let first = 1000;
  return counts.map((count, index) => {
    const time = index * 1000;
    const row = { first, count, minTime: time, maxTime: time, bytes: count * 10 };
    first += count;
    return row;
  });
}

test('a run is merged when enough have gathered, and waits until then', () => {
  expect(findRun(rowsOf(1, 1, 1), rules)).toEqual({ kind: 'wait', rows: 0 });
  expect(findRun(rowsOf(), rules)).toEqual({ kind: 'wait', rows: 0 });
  expect(findRun(rowsOf(1, 1, 1, 1, 1, 1, 1, 1), rules)).toEqual({ kind: 'merge', rows: 8 });
  expect(findRun(rowsOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), rules)).toEqual({ kind: 'merge', rows: 8 });
});

test('a run that a large batch ends is merged at once, and large batches are passed over', () => {
  expect(findRun(rowsOf(1, 2, 50, 1), rules)).toEqual({ kind: 'merge', rows: 2 });
  expect(findRun(rowsOf(1, 50, 1), rules)).toEqual({ kind: 'skip', rows: 1 });
  expect(findRun(rowsOf(50, 60, 1), rules)).toEqual({ kind: 'skip', rows: 2 });
  expect(findRun(rowsOf(50, 60), rules)).toEqual({ kind: 'skip', rows: 2 });
});

test('no more is merged than a batch may hold', () => {
  const wide = { ...rules, belowRecords: 60, belowBytes: 10_000 };
  expect(findRun(rowsOf(40, 50, 20, 1), wide)).toEqual({ kind: 'merge', rows: 2 });
  expect(findRun(rowsOf(55, 50, 20, 1), wide)).toEqual({ kind: 'skip', rows: 1 });
});

test('records an hour apart stay apart', () => {
  const rows = rowsOf(1, 1, 1, 1).map((row, index) => ({ ...row, maxTime: index < 2 ? 0 : mergeSpanMs }));
  expect(findRun(rows, rules)).toEqual({ kind: 'merge', rows: 2 });
});

test('nothing is merged over a hole', () => {
  const [one, two, three, four] = rowsOf(1, 1, 1, 1);
  expect(
    findRun(
      [one, two, four].filter((row) => row !== undefined),
      rules,
    ),
  ).toEqual({ kind: 'merge', rows: 2 });
  expect(
    findRun(
      [one, three].filter((row) => row !== undefined),
      rules,
    ),
  ).toEqual({ kind: 'skip', rows: 1 });
});
