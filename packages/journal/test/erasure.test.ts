import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect, readAll, record } from '../src/conformance/records.ts';
import { openSqliteJournal } from '../src/index.ts';
import { testDirectory } from './support/journal-directory.ts';
import { until } from './support/published.ts';

/** How often the text is in any of the journal's files. */
function occurrences(directory: string, text: string): number {
  return readdirSync(directory).reduce((count, file) => {
    const bytes = readFileSync(join(directory, file));
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count += 1;
    return count;
  }, 0);
}

describe('an erased body', () => {
  test.each([
    { sizes: 'tiny', bytes: 10, perAppend: 1 },
    { sizes: 'middling', bytes: 700, perAppend: 9 },
    { sizes: 'larger than a page', bytes: 20_000, perAppend: 2 },
  ])('is in none of the files, also after merging and pruning: $sizes records', async ({ bytes, perAppend }) => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory, compactAfter: 8, maxBatchRecords: 200 });
    const appends = 150;
    for (let append = 0; append < appends; append++) {
      const make = (index: number) => {
        const who = (append * perAppend + index) % 5 === 3 ? 'Ada' : 'Bob';
        return record({ body: `<${who} ${append}>`.repeat(Math.ceil(bytes / 10)) });
      };
      await journal.append(Array.from({ length: perAppend }, (_, index) => make(index)));
    }
    await until(() => journal.stats().batches < appends / 2);
    await journal.prune({ maxBytes: journal.stats().bytes * 0.7 });
    expect(occurrences(directory, '<Ada')).toBeGreaterThan(10);
    const { records } = await journal.erase(({ body }) => Buffer.from(body).includes('<Ada'));
    expect(records).toBeGreaterThan(5);
    expect(occurrences(directory, '<Ada')).toBe(0);
    expect(occurrences(directory, '<Bob')).toBeGreaterThan(50);
    const kept = await readAll(journal);
    expect(kept.length).toBe(journal.end - journal.first - records);
    expect(kept.every(({ body }) => body.startsWith('<Bob'))).toBe(true);
    expect(await collect(journal.verify())).toEqual([]);
    await journal.close();
    expect(occurrences(directory, '<Ada')).toBe(0);
  });

  test('stays erased when batches are merged later', async () => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory, compactAfter: 0 });
    for (let append = 0; append < 40; append++) await journal.append([record({ body: `<${append % 2}>` })]);
    await journal.erase(({ position }) => position % 2 === 1);
    await journal.close();
    const again = await openSqliteJournal({ directory, compactAfter: 5 });
    await until(() => again.stats().batches < 12);
    expect((await readAll(again)).map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i));
    expect(await collect(again.verify())).toEqual([]);
    expect(occurrences(directory, '<1>')).toBe(0);
    await again.close();
  });
});
