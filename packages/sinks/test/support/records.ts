import type { Journal, JournalRecord } from '@sdmp/journal';
import { decode } from '@sdmp/codec';
import { outcomeFromRecord, outcomeId, outcomeRecord } from '@sdmp/outcomes';
import { createShift } from '@sdmp/testkit';
import type { SinkOutcome } from '../../src/index.ts';

/** When the first record of a test was made, Unix milliseconds. */
export const firstTime = Date.UTC(2026, 10, 22, 8);

/** Records of a shift; one a millisecond. */
export function records(count: number, seed = 1): JournalRecord[] {
  const shift = createShift({ seed });
  return Array.from({ length: count }, (_, index) =>
    outcomeRecord(decode(`OZ${shift.nextBody()}`), { time: firstTime + index }),
  );
}

/** Outcomes as a runner would read them from a journal of that id. */
export function sinkOutcomes(count: number, { journal = 'test', seed = 1, from = 0 } = {}): SinkOutcome[] {
  return records(count, seed).map(({ body, time }, index) => {
    const place = { journal, position: from + index, time };
    const outcome = outcomeFromRecord(String(body), place);
    return { position: place.position, id: outcomeId(place), source: 'dialer-a', outcome };
  });
}

/** Appends records of a shift; the answer is the position behind them. */
export async function appendShift(journal: Journal, count: number, seed = 1): Promise<number> {
  const { first } = await journal.append(records(count, seed));
  return first + count;
}
