import { openSqliteJournal, readBatches, recordsIn } from '../../built-packages.ts';
import { numberOf } from './numbered-line.ts';

/** Reads the numbers of all records of a journal, in order, without a service. Throws if anything is damaged. */
export async function journalNumbers(directory: string): Promise<readonly number[]> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  try {
    for await (const { first, reason } of journal.verify()) throw new Error(`position ${first} is damaged: ${reason}`);
    const numbers: number[] = [];
    const decoder = new TextDecoder();
    for await (const step of readBatches(journal)) {
      if (step.kind === 'gap') throw new Error(`positions ${step.from} to ${step.to - 1} are missing: ${step.reason}`);
      for (const { body } of step.kind === 'batch' ? recordsIn(step) : []) {
        const [, session] = /\\SI([^\\]*)/.exec(decoder.decode(body)) ?? [];
        if (session !== undefined) numbers.push(numberOf(session));
      }
    }
    return numbers;
  } finally {
    await journal.close();
  }
}
