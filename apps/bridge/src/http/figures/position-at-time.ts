import { DamagedBatchError, type Journal } from '@sdmp/journal';

type Readable = Pick<Journal, 'first' | 'end' | 'read' | 'positionsWithin'>;

/** Time of the first record at or after a position; undefined when there is none. */
async function timeAt(journal: Readable, position: number): Promise<number | undefined> {
  for (let at = position; at < journal.end; ) {
    try {
      const { batch, next } = await journal.read(at);
      if (batch !== undefined) return batch.times[Math.max(0, at - batch.first)];
      at = next;
    } catch (error) {
      if (!(error instanceof DamagedBatchError) || error.next <= at) throw error;
      at = error.next;
    }
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
