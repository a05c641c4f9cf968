import { type Gap, openMemoryJournal } from '@sdmp/journal';
import { withDamage, withRead } from '@sdmp/journal/conformance';
import { expect, onTestFinished, test } from 'vitest';
import { followJournal } from './journal-follower.ts';

async function journalOf(count: number) {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  for (let time = 0; time < count; time++) {
    await journal.append([{ time, tenant: 't', campaign: 'c', classes: 1, body: '\\RE10' }]);
  }
  return journal;
}

/** Follows until everything is counted, and says what was met. */
async function follow(journal: Parameters<typeof followJournal>[1]['journal'], from: number) {
  const stop = new AbortController();
  const counted: number[] = [];
  const gaps: Gap[] = [];
  const troubles: unknown[] = [];
  await followJournal(from, {
    journal,
    signal: stop.signal,
    onBatch: () => undefined,
    onTurn: () => undefined,
    count: ({ part, startIndex, endIndex, first, from: least, to }) => {
      for (let index = startIndex; index < endIndex; index++) {
        const position = first + (part.places?.[index] ?? index);
        if (part.classes[index] !== 0 && position >= least && position < to) counted.push(position);
      }
    },
    onCounted: () => undefined,
    onCaughtUp: () => stop.abort(),
    onGap: ({ from: first, to, reason }) => gaps.push({ from: first, to, reason }),
    onTrouble: (cause) => troubles.push(cause),
  });
  return { counted, gaps, troubles };
}

test('records that cannot be counted are named, and the others are counted once', async () => {
  const journal = await journalOf(10);
  await journal.erase(({ position }) => position === 8);
  const { counted, gaps } = await follow(withDamage(journal, { first: 3, next: 6 }), 1);
  expect(counted).toEqual([1, 2, 6, 7, 9]);
  expect(gaps).toEqual([{ from: 3, to: 6, reason: 'damage' }]);
});

test('a journal that cannot be read is tried again, and nothing is counted twice', async () => {
  const journal = await journalOf(5);
  const broken = new Error('the disk is away');
  let failures = 1;
  const failing = withRead(journal, (from, filter) =>
    from === 3 && failures-- > 0 ? Promise.reject(broken) : journal.read(from, filter),
  );
  const { counted, troubles } = await follow(failing, 0);
  expect(counted).toEqual([0, 1, 2, 3, 4]);
  expect(troubles).toEqual([broken]);
});
