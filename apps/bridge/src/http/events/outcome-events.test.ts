import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { expect, onTestFinished, test } from 'vitest';
import { OutcomeFilter } from '../outcomes/outcome-filter.ts';
import { OutcomeEvents } from './outcome-events.ts';

test('what is erased while a reader has taken a part of a batch does not come', async () => {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  const frames = Array.from({ length: 2000 }, (_, number) => `OZ\\CNSales\\SI${number}\\RE7`);
  await journal.append(frames.map((frame) => parseOutcomeLine(frame, { time: 0 })));
  const events = new OutcomeEvents({ journal, filter: new OutcomeFilter({}), from: 0, isUnmasked: false });
  const { signal } = new AbortController();
  const ids = (piece: string): number[] => [...piece.matchAll(/^id: [\w-]+\.(\d+)$/gm)].map(([, id]) => Number(id));
  const came = ids(await events.next(signal));
  expect(came.length).toBeLessThan(1900);
  await journal.erase(({ position }) => position === 1900);
  while (came.at(-1) !== 1999) came.push(...ids(await events.next(signal)));
  expect(came).toEqual(Array.from({ length: 2000 }, (_, position) => position).filter((each) => each !== 1900));
});
