import { openSqliteJournal } from '../../built-packages.ts';
import { numberOf } from './numbered-line.ts';

/** Reads the numbers of all records of a journal, in order, without a service. Throws if anything is damaged. */
export async function journalNumbers(directory: string): Promise<readonly number[]> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  try {
    for await (const { first, reason } of journal.verify()) throw new Error(`position ${first} is damaged: ${reason}`);
    const numbers: number[] = [];
    for (let from = journal.first; from < journal.end; ) {
      const { batch, next } = await journal.read(from);
      if (batch !== undefined) {
        const { buffer, byteOffset, byteLength } = batch.bodies;
        const bodies = Buffer.from(buffer, byteOffset, byteLength).toString();
        for (const [, session] of bodies.matchAll(/\\SI([^\\]*)/g)) numbers.push(numberOf(session));
      }
      from = next;
    }
    return numbers;
  } finally {
    await journal.close();
  }
}
