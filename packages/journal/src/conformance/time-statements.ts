import assert from 'node:assert/strict';
import type { TimeRange } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { readAll, record } from './records.ts';

/** Late ones among them. */
const TIMES = [100, 200, 300, 150, 400, 50, 500, 500, 600];

const RANGES: readonly TimeRange[] = [
  {},
  { since: 100 },
  { until: 200 },
  { since: 500 },
  { since: 150, until: 301 },
  { since: 601 },
  { until: 50 },
  { since: 300, until: 300 },
];

export const timeStatements: readonly Statement[] = [
  {
    name: 'an engine that looks up times leaves none out, and narrows down what it can',
    async check(journal) {
      for (const time of TIMES) await journal.append([record({ time }), record({ time: time + 1 })]);
      const all = await readAll(journal, journal.first);
      for (const range of RANGES) {
        const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = range;
        const wanted = all.filter(({ time }) => time >= since && time < until).map(({ position }) => position);
        const found = await journal.positionsWithin?.(range);
        if (found === undefined) return;
        const { from, to } = found;
        assert.ok(from >= journal.first && from <= to && to <= journal.end);
        for (const position of wanted) assert.ok(position >= from && position < to, `${position} in ${from} to ${to}`);
        if (wanted.length === 0) assert.ok(to - from <= 2, 'at most a batch that only spans the time');
      }
    },
  },
];
