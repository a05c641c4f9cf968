import assert from 'node:assert/strict';
import type { Journal, TimeRange } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { type ReadRecord, readAll, record } from './records.ts';

/** Late ones among them. */
const recordTimes = [100, 200, 300, 150, 400, 50, 500, 500, 600];

const triedRanges: readonly TimeRange[] = [
  {},
  { since: 100 },
  { until: 200 },
  { since: 500 },
  { since: 150, until: 301 },
  { since: 601 },
  { until: 50 },
  { since: 300, until: 300 },
];

async function appendTimes(journal: Journal): Promise<readonly ReadRecord[]> {
  for (const time of recordTimes) await journal.append([record({ time }), record({ time: time + 1 })]);
  return readAll(journal, journal.first);
}

function isWithin(
  { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: TimeRange,
  time: number,
): boolean {
  return time >= since && time < until;
}

export const timeStatements: readonly Statement[] = [
  {
    name: 'an engine that looks up times leaves none out',
    async check(journal) {
      const all = await appendTimes(journal);
      for (const range of triedRanges) {
        const found = await journal.positionsWithin?.(range);
        if (found === undefined) return;
        const { from, to } = found;
        assert.ok(from >= journal.first && from <= to && to <= journal.end);
        for (const { position } of all.filter(({ time }) => isWithin(range, time)))
          assert.ok(position >= from && position < to, `${position} in ${from} to ${to}`);
      }
    },
  },
  {
    name: 'looking up a time that nothing has finds at most a batch that spans it',
    async check(journal) {
      const all = await appendTimes(journal);
      for (const range of triedRanges.filter((each) => !all.some(({ time }) => isWithin(each, time)))) {
        const found = await journal.positionsWithin?.(range);
        if (found !== undefined) assert.ok(found.to - found.from <= 2);
      }
    },
  },
];
