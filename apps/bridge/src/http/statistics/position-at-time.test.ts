import { type Journal, openMemoryJournal, type ReadableJournal } from '@sdmp/journal';
import { expect, onTestFinished, test } from 'vitest';
import { positionAtTime } from './position-at-time.ts';

async function journalOf(times: readonly number[]) {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  for (const time of times) await journal.append([{ time, tenant: 't', campaign: 'c', classes: 1, body: '' }]);
  return journal;
}

/** As an engine that cannot say where times are. */
function withoutLookUp(journal: Journal): ReadableJournal {
  const { first, end } = journal;
  return {
    history: journal.history,
    first,
    end,
    read: (from, filter) => journal.read(from, filter),
    grownBeyond: (position, signal) => journal.grownBeyond(position, signal),
    onErased: (listener) => journal.onErased(listener),
  };
}

test.each([
  ['looked up', true],
  ['found by halving where the engine cannot look it up', false],
])('where a time begins is %s', async (_, canLookUp) => {
  const journal = await journalOf(Array.from({ length: 100 }, (__, index) => index * 10));
  const asked = canLookUp ? journal : withoutLookUp(journal);
  expect(await positionAtTime(asked, -1)).toBe(0);
  expect(await positionAtTime(asked, 0)).toBe(0);
  expect(await positionAtTime(asked, 501)).toBe(51);
  expect(await positionAtTime(asked, 990)).toBe(99);
  expect(await positionAtTime(asked, 991)).toBe(100);
});
