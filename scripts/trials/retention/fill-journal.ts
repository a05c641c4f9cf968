import { createShift, type JournalRecord, openSqliteJournal } from '../../built-packages.ts';

const recordsPerAppend = 4096;
/** Size of the batches that a slow feed writes. */
const recordsPerSmallBatch = 8;
/** Share of the records that are in small batches, at the end. */
const smallShare = 0.02;
const distinctRecords = 8192;

/** Fills a journal with records of `time`, most in full batches, the last ones in small batches to be merged. */
export async function fillJournal(directory: string, count: number, time: number): Promise<void> {
  const shift = createShift({ seed: 1 });
  const records = Array.from({ length: distinctRecords }, (): JournalRecord => {
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
  for (let at = 0; at < count; at += recordsPerAppend) {
    const from = at % distinctRecords;
    await journal.append(records.slice(from, from + Math.min(recordsPerAppend, count - at)));
  }
  await journal.close();
}
