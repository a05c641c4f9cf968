import { type Journal, readBatches, type ReadableJournal } from '@sdmp/journal';

type Readable = ReadableJournal & Pick<Journal, 'positionsWithin'>;

/** Time of the first record at or after a position that can be read; undefined when there is none. */
async function timeAt(journal: Readable, position: number): Promise<number | undefined> {
  for await (const step of readBatches(journal, { from: position })) {
    if (step.kind === 'batch') return step.batch.times[step.from - step.batch.first];
  }
  return undefined;
}

/**
 * A position before which no record is of `time` or later. Where the engine cannot look that up, it is found by halving:
 * exact where records came in the order of their times; where a dialer delivered late, younger ones may stand before it.
 */
export async function positionAtTime(journal: Readable, time: number): Promise<number> {
  const known = await journal.positionsWithin?.({ since: time });
  return known?.from ?? (await byHalving(journal, time));
}

async function byHalving(journal: Readable, time: number): Promise<number> {
  let low = journal.first;
  let high = journal.end;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    const found = await timeAt(journal, middle);
    if (found !== undefined && found < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
