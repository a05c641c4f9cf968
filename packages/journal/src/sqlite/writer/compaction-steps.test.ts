import { describe, expect, onTestFinished, test } from 'vitest';
import { testDirectory } from '../../../test/support/journal-directory.ts';
import { BatchBuilder } from '../../batch/batch-builder.ts';
import { readAll, record } from '../../conformance/records.ts';
import { openSqliteJournal } from '../open-sqlite-journal.ts';
import { insertable } from './batch-rows.ts';
import { JournalWriter } from './journal-writer.ts';

const batches = 60;
const perBatch = 5;

function openWriter(): { readonly writer: JournalWriter; readonly directory: string } {
  const directory = testDirectory();
  const compaction = { compactAfter: 16, maxBatchRecords: 4096, maxBatchBytes: 1024 * 1024 };
  const writer = new JournalWriter({ directory, create: true, compaction, reserveBytes: 0 });
  return { writer, directory };
}

/** Commits of a few records each, as a live feed makes them. */
function fill(writer: JournalWriter): void {
  for (let batch = 0; batch < batches; batch++) {
    const builder = new BatchBuilder({ maxBatchRecords: perBatch, maxBatchBytes: 1024 * 1024 });
    for (let index = 0; index < perBatch; index++) builder.add(record({ body: `number ${batch * perBatch + index}` }));
    writer.commit([insertable(builder.seal())], []);
  }
}

function compactAll(writer: JournalWriter): number {
  let merged = 0;
  for (let done = writer.compact(); done !== undefined; done = writer.compact()) merged += done.step.batches;
  return merged;
}

async function bodiesIn(directory: string): Promise<string[]> {
  const journal = await openSqliteJournal({ directory });
  onTestFinished(() => journal.close());
  const found = await readAll(journal);
  return found.map(({ body }) => body);
}

const numbers = (from: number): string[] =>
  Array.from({ length: batches * perBatch - from }, (_, index) => `number ${from + index}`);

describe('between two steps of a merge', () => {
  test('records are appended, and nothing is lost or doubled', async () => {
    const { writer, directory } = openWriter();
    fill(writer);
    writer.compact();
    writer.compact();
    const builder = new BatchBuilder({ maxBatchRecords: 1, maxBatchBytes: 1024 });
    builder.add(record({ body: 'the last one' }));
    writer.commit([insertable(builder.seal())], []);
    expect(compactAll(writer)).toBeGreaterThan(0);
    writer.close();
    expect(await bodiesIn(directory)).toEqual([...numbers(0), 'the last one']);
  });

  test('an erased record does not come back', async () => {
    const { writer, directory } = openWriter();
    fill(writer);
    writer.compact();
    writer.compact();
    writer.erase(Float64Array.of(7));
    expect(compactAll(writer)).toBeGreaterThan(0);
    writer.close();
    expect(await bodiesIn(directory)).toEqual(numbers(0).filter((body) => body !== 'number 7'));
  });

  test('retention removes what is being merged, and the rest is merged', async () => {
    const { writer, directory } = openWriter();
    fill(writer);
    writer.compact();
    writer.compact();
    const { first } = writer.prune({ age: undefined, maxBytes: 5000, hasRemoved: false });
    expect(first).toBeGreaterThan(0);
    compactAll(writer);
    writer.close();
    expect(await bodiesIn(directory)).toEqual(numbers(first));
  });
});
