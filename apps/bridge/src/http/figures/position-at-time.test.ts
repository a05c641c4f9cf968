import { openMemoryJournal } from '@sdmp/journal';
import { expect, onTestFinished, test } from 'vitest';
import { positionAtTime } from './position-at-time.ts';

async function journalOf(times: readonly number[]) {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  for (const time of times) await journal.append([{ time, tenant: 't', campaign: 'c', classes: 1, body: '' }]);
  return journal;
}

test.each([
  ['looked up', true],
  ['found by halving where the engine cannot look it up', false],
])('where a time begins is %s', async (_, canLookUp) => {
  const journal = await journalOf(Array.from({ length: 100 }, (__, index) => index * 10));
  const { first, end } = journal;
  const read = (from: number) => journal.read(from);
  const asked = canLookUp ? journal : { first, end, read };
  expect(await positionAtTime(asked, -1)).toBe(0);
  expect(await positionAtTime(asked, 0)).toBe(0);
  expect(await positionAtTime(asked, 501)).toBe(51);
  expect(await positionAtTime(asked, 990)).toBe(99);
  expect(await positionAtTime(asked, 991)).toBe(100);
});
