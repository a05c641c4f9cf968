import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cursor, numbered, readAll } from '../src/conformance/records.ts';
import { exportArchive, importArchive, type Journal, openSqliteJournal } from '../src/index.ts';
import { verifies } from '@sdmp/requirements';
import { testDirectory } from './support/journal-directory.ts';

async function open(directory: string, readOnly = false): Promise<Journal> {
  const journal = await openSqliteJournal({ directory, readOnly });
  onTestFinished(() => journal.close());
  return journal;
}

async function filled(directory: string): Promise<Journal> {
  const journal = await open(directory);
  await journal.append(numbered(20));
  await journal.cursors.save([cursor('token', 15)]);
  return journal;
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

describe('a journal made before there were branches', () => {
  test(verifies('PS-11') + 'keeps its ids, and what is recorded from now on has other ones', async () => {
    const directory = testDirectory();
    cpSync(fixture('journal-version-1.db'), join(directory, 'journal.db'));
    const reader = await openSqliteJournal({ directory, readOnly: true });
    const id = 'cab58f08-fc65-429f-af60-23617970dcee';
    expect([reader.id, reader.first, reader.end, reader.history.nameAt(7)]).toEqual([id, 5, 30, id]);
    const before = await readAll(reader);
    expect(before).toHaveLength(24);
    await reader.close();

    const journal = await open(directory);
    expect(await readAll(journal)).toEqual(before);
    expect((await journal.cursors.load()).map(({ position }) => position).toSorted((a, b) => a - b)).toEqual([7, 20]);
    await journal.append(numbered(3));
    expect([journal.history.nameAt(29), journal.history.losses]).toEqual([id, []]);
    expect(journal.history.nameAt(30)).toMatch(new RegExp(`^${id}-[a-z]{8}$`));
    expect(journal.history.resolve({ journal: id, position: 31 })).toEqual({ kind: 'forked', at: 30 });
  });

  test('is imported from an archive of that time, as a restore', async () => {
    const directory = testDirectory();
    async function* archive(): AsyncGenerator<Uint8Array> {
      yield readFileSync(fixture('archive-before-branches.sdmp'));
    }
    expect(await importArchive(archive(), { directory })).toMatchObject({ first: 5, end: 30, cursors: 2 });
    const journal = await open(directory);
    expect(journal.history.losses).toEqual([{ at: 30, since: 30, atLeast: 0 }]);
    expect(journal.history.nameAt(29)).toBe(journal.id);
    expect(journal.history.nameAt(30)).not.toBe(journal.id);
  });
});

describe('a journal that goes back', () => {
  test(verifies('PS-11') + 'by an import gives no position of the lost stretch again, and says so once', async () => {
    const journal = await filled(testDirectory());
    const pieces: Uint8Array[] = [];
    for await (const piece of exportArchive(journal)) pieces.push(piece);
    await journal.append(numbered(30));
    const lost = { journal: journal.history.nameAt(35), position: 36 };
    const directory = testDirectory();
    await importArchive(
      (async function* () {
        yield* pieces;
      })(),
      { directory },
    );
    const restored = await open(directory);
    await restored.append(numbered(40));
    expect(restored.id).toBe(journal.id);
    expect(restored.history.positionOf(lost)).toBeUndefined();
    expect(restored.history.resolve(lost)).toEqual({ kind: 'forked', at: 21 });
    expect(restored.history.lossWithin(15, restored.end)).toMatchObject({ at: 20 });
    await restored.close();
    expect((await open(directory)).history.losses).toHaveLength(1);
  });

  test(verifies('PS-11') + 'because its folder is a copy notices that by itself', async () => {
    const [original, copy] = [testDirectory(), testDirectory()];
    const journal = await filled(original);
    await journal.close();
    cpSync(original, copy, { recursive: true });
    const again = await open(original);
    await again.append(numbered(10));
    expect(again.history.losses).toEqual([]);
    const copied = await open(copy);
    await copied.append(numbered(10));
    expect(copied.history.losses).toEqual([{ at: 20, since: 20, atLeast: 0 }]);
    expect(copied.history.nameAt(22)).not.toBe(again.history.nameAt(22));
    const place = { journal: again.history.nameAt(25), position: 26 };
    expect(copied.history.resolve(place)).toEqual({ kind: 'unknown', at: 21 });
  });

  test(verifies('PS-11') + 'with its whole disk gives no place twice', async () => {
    const directory = testDirectory();
    const file = join(directory, 'journal.db');
    const journal = await filled(directory);
    await journal.close();
    const snapshot = readFileSync(file);
    const later = await open(directory);
    await later.append(numbered(10));
    const place = { journal: later.history.nameAt(25), position: 26 };
    await later.close();
    // In place: the file stays the same one.
    truncateSync(file);
    writeFileSync(file, snapshot, { flag: 'r+' });
    const back = await open(directory);
    expect([back.end, back.history.losses]).toEqual([20, []]);
    expect(back.history.resolve(place)).toEqual({ kind: 'unknown', at: 20 });
    await back.append(numbered(10));
    expect(back.history.positionOf({ ...place, position: 25 })).toBeUndefined();
    await back.history.markRestored({ since: 20, atLeast: 6 });
    expect(back.history.losses).toEqual([{ at: 30, since: 20, atLeast: 6 }]);
  });
});

describe('a file that is no whole journal', () => {
  /** Each kind: what is done to the folder of a journal, and what the refusal says. */
  const kinds: readonly (readonly [kind: string, spoil: (directory: string) => void, says: RegExp])[] = [
    ['of 0 bytes', (directory) => truncateSync(join(directory, 'journal.db')), /is empty: restore/],
    ['cut to half a page', (directory) => truncateSync(join(directory, 'journal.db'), 300), /restore/],
    ['cut to one page', (directory) => truncateSync(join(directory, 'journal.db'), 8192), /restore/],
    ['cut in the middle', (directory) => truncateSync(join(directory, 'journal.db'), 8192 * 5), /restore/],
    [
      'without tables',
      dropTables(['journal', 'batch', 'batch_data', 'cursor', 'branch', 'loss', 'origin']),
      /is empty: restore/,
    ],
    ['without one table', dropTables(['batch_data']), /has lost its table batch_data: restore/],
    ['without its history', dropTables(['branch']), /has lost its table branch: restore/],
    ['without its own row', changing('DELETE FROM journal'), /restore/],
    ['of version 0', changing('PRAGMA user_version = 0'), /version 0, and the first is 1: restore/],
    ['of version -1', changing('PRAGMA user_version = -1'), /version -1, and the first is 1: restore/],
    ['of another program', changing('PRAGMA application_id = 7'), /is an SQLite database but not a journal/],
    [
      'that is missing',
      (directory) => rmSync(join(directory, 'journal.db')),
      /journal\.db (is missing|does not exist)/,
    ],
    [
      'that is a folder',
      (directory) => (rmSync(join(directory, 'journal.db')), mkdirSync(join(directory, 'journal.db'))),
      /journal\.db/,
    ],
  ];

  test.each(kinds)('%s is refused, for writing and for reading', async (_, spoil, says) => {
    const directory = testDirectory();
    const journal = await filled(directory);
    for (let batch = 0; batch < 30; batch++) await journal.append(numbered(10, { body: 'x'.repeat(500) }));
    await journal.close();
    spoil(directory);
    await expect(openSqliteJournal({ directory })).rejects.toThrow(says);
    await expect(openSqliteJournal({ directory, create: false })).rejects.toThrow(says);
    await expect(openSqliteJournal({ directory, readOnly: true })).rejects.toThrow(/journal\.db[^\n]*: [^\n]+\.$/);
  });

  function changing(sql: string): (directory: string) => void {
    return (directory) => {
      const database = new DatabaseSync(join(directory, 'journal.db'));
      database.exec(sql);
      database.close();
    };
  }

  function dropTables(names: readonly string[]): (directory: string) => void {
    return changing(names.map((name) => `DROP TABLE ${name}`).join(';'));
  }
});
