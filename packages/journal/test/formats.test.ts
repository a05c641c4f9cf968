import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collect, readAll, record } from '../src/conformance/records.ts';
import { exportArchive, importArchive, openSqliteJournal } from '../src/index.ts';
import { schemaVersion } from '../src/sqlite/file/schema.ts';
import { testDirectory } from './support/journal-directory.ts';

/** Every format that a program wrote; `scripts/journal-fixture.ts` made the fixtures by the code of the time. */
const formats = Array.from({ length: schemaVersion }, (_, index) => index + 1);

/** Puts the journal of a format into a directory. */
function journalOf(format: number): string {
  const directory = testDirectory();
  const fixture = fileURLToPath(new URL(`fixtures/format-${format}.db.gz`, import.meta.url));
  writeFileSync(join(directory, 'journal.db'), gunzipSync(readFileSync(fixture)));
  return directory;
}

function formatOf(directory: string): unknown {
  const database = new DatabaseSync(join(directory, 'journal.db'), { readOnly: true });
  const format = database.prepare('PRAGMA user_version').get()?.['user_version'];
  database.close();
  return format;
}

/** What each fixture holds. */
const written = Array.from({ length: 4400 }, (_, number) => {
  const campaign = `campaign ${(number * 37) % 100}`;
  return { tenant: `tenant ${number % 2}`, campaign, body: `\\CN${campaign}\\SI${number}\\RE10` };
});

describe.for(formats)('a journal of format %i', (format) => {
  test('is read as it is, and stays as it is', async () => {
    const directory = journalOf(format);
    expect(formatOf(directory)).toBe(format);
    const journal = await openSqliteJournal({ directory, readOnly: true });
    expect(await readAll(journal)).toMatchObject(written);
    expect(await readAll(journal, 0, { campaign: 'campaign 37', tenant: 'tenant 1' })).toMatchObject(
      written.filter(({ tenant, campaign }) => tenant === 'tenant 1' && campaign === 'campaign 37'),
    );
    await journal.close();
    expect(formatOf(directory)).toBe(format);
  });

  test(`becomes format ${schemaVersion} when it is opened for writing, with its cursors, and goes on`, async () => {
    const directory = journalOf(format);
    const journal = await openSqliteJournal({ directory });
    expect(await collect(journal.verify())).toEqual([]);
    const cursors = await journal.cursors.load();
    expect(new Map(cursors.map(({ name, position }) => [name, position]))).toEqual(
      new Map([
        ['crm', 200],
        ['warehouse', 4300],
      ]),
    );
    // A file of format 3 knows that it was copied, and leaves out positions that the other one may have given.
    const { first } = await journal.append([record({ campaign: 'new', body: 'new' })]);
    expect(first).toBeGreaterThanOrEqual(4400);
    expect(await readAll(journal)).toMatchObject([...written, { campaign: 'new', body: 'new' }]);
    await journal.close();
    expect(formatOf(directory)).toBe(schemaVersion);
  });

  test('goes into an archive, and out of it', async () => {
    const journal = await openSqliteJournal({ directory: journalOf(format), readOnly: true });
    const directory = testDirectory();
    expect(await importArchive(exportArchive(journal), { directory })).toMatchObject({ end: 4400, cursors: 2 });
    await journal.close();
    const imported = await openSqliteJournal({ directory, readOnly: true });
    expect(await readAll(imported)).toMatchObject(written);
    await imported.close();
  });
});
