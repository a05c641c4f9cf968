import { createShift, type JournalRecord, openSqliteJournal } from '../../built-packages.ts';

const perAppend = 4096;
/** As a slow feed leaves them behind. */
const recordsPerSmallBatch = 8;
/** So many of all records lie in small batches, at the end. */
const smallShare = 0.02;
const different = 8192;

/** Fills a journal with records of `time`: most in full batches, the last in small ones that wait to be merged. */
export async function fillJournal(directory: string, count: number, time: number): Promise<void> {
  const shift = createShift({ seed: 1 });
  const records = Array.from({ length: different }, (): JournalRecord => {
    return { time, tenant: '', campaign: 'Sales1', classes: 1, body: shift.nextBody() };
  });
  const small = Math.ceil(count * smallShare);
  await append(directory, records, count - small, {});
  await append(directory, records, small, { maxBatchRecords: recordsPerSmallBatch });
}

async function append(
  directory: string,
  records: readonly JournalRecord[],
  count: number,
  options: { readonly maxBatchRecords?: number },
): Promise<void> {
  const journal = await openSqliteJournal({ directory, compactAfter: 0, ...options });
  for (let at = 0; at < count; at += perAppend) {
    const from = at % different;
    await journal.append(records.slice(from, from + Math.min(perAppend, count - at)));
  }
  await journal.close();
}
