import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventLog } from '@sdmp/events';
import { verifies } from '@sdmp/requirements';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testDirectory } from '../../test/support/journal-directory.ts';
import { cursor, numbered, readAll, record } from '../conformance/records.ts';
import type { Journal } from '../journal.ts';
import { journalEvents } from '../engine/journal-events.ts';
import { openSqliteJournal, type SqliteJournalOptions } from './open-sqlite-journal.ts';
import { isOpenToOthers } from './file/own-files.ts';
import { schemaVersion } from './file/schema.ts';

async function open(options: SqliteJournalOptions): Promise<Journal> {
  const journal = await openSqliteJournal(options);
  onTestFinished(() => journal.close());
  return journal;
}

/** The error in one line, with the place and what to do. */
async function refusal(options: SqliteJournalOptions): Promise<unknown> {
  const error: unknown = await open(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toHaveProperty('message', expect.stringMatching(/^[^\n]+: [^\n]+\.$/));
  expect(error).toHaveProperty('message', expect.stringContaining(options.directory));
  return error;
}

describe('opening', () => {
  test('makes the directory for its owner alone', async () => {
    const directory = join(testDirectory(), 'deep', 'er');
    await open({ directory });
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  test(`${verifies('SEC-3')}makes every file for its owner alone, whatever the directory and the umask are`, async () => {
    const directory = testDirectory();
    chmodSync(directory, 0o755);
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const journal = await open({ directory });
    await journal.append([record()]);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777, name).toBe(0o600);
    expect(readdirSync(directory)).toContain('journal.db-wal');
  });

  test(`${verifies('SEC-3')}tells of a directory that everyone may look into, and changes nothing`, async () => {
    const directory = testDirectory();
    const events = new EventLog(journalEvents);
    chmodSync(directory, 0o750);
    await (await openSqliteJournal({ directory, events })).close();
    expect(events.counts().foldersExposed).toBe(0);
    chmodSync(directory, 0o755);
    await (await openSqliteJournal({ directory, events })).close();
    expect(events.records().map(({ line }) => line)).toEqual([
      `Everyone on this machine may look into the folder of the journal, ${directory}: chmod 700 it`,
    ]);
    expect(statSync(directory).mode & 0o777).toBe(0o755);
  });

  test('takes no modes for access rights on Windows, where they mean nothing', () => {
    const readable = testDirectory();
    mkdirSync(readable, { recursive: true });
    chmodSync(readable, 0o755);
    expect([isOpenToOthers(readable, 'linux'), isOpenToOthers(readable, 'win32')]).toEqual([true, false]);
  });

  test(`${verifies('SEC-3')}refuses a database that is a symbolic link, also one that leads nowhere`, async () => {
    const [directory, elsewhere] = [testDirectory(), testDirectory()];
    await (await openSqliteJournal({ directory })).close();
    renameSync(join(directory, 'journal.db'), join(elsewhere, 'journal.db'));
    for (const target of [join(elsewhere, 'journal.db'), join(elsewhere, 'nothing')]) {
      rmSync(join(directory, 'journal.db'), { force: true });
      symlinkSync(target, join(directory, 'journal.db'));
      expect(await refusal({ directory })).toMatchObject({
        code: 'JOURNAL_UNWRITABLE',
        message: expect.stringContaining('is a symbolic link'),
      });
    }
    rmSync(join(directory, 'journal.db'));
    renameSync(join(elsewhere, 'journal.db'), join(directory, 'journal.db'));
    const link = join(elsewhere, 'folder');
    symlinkSync(directory, link);
    await open({ directory: link });
  });

  test('refuses a directory that cannot be made', async () => {
    const file = join(testDirectory(), 'file');
    writeFileSync(file, '');
    for (const directory of [file, join(file, 'below')]) {
      expect(await refusal({ directory })).toMatchObject({ code: 'JOURNAL_UNWRITABLE', retryable: false });
    }
  });

  test('refuses a database that is a directory', async () => {
    const directory = testDirectory();
    mkdirSync(join(directory, 'journal.db'));
    expect(await refusal({ directory })).toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
  });

  test('refuses a file that is no database', async () => {
    const directory = testDirectory();
    writeFileSync(join(directory, 'journal.db'), 'not a database, but long enough to be taken for one '.repeat(100));
    expect(await refusal({ directory })).toMatchObject({ code: 'JOURNAL_DAMAGED' });
    expect(await refusal({ directory, readOnly: true })).toMatchObject({ code: 'JOURNAL_DAMAGED' });
  });

  test('refuses a database that is no journal, and leaves it as it is', async () => {
    const directory = testDirectory();
    const database = new DatabaseSync(join(directory, 'journal.db'));
    database.exec('CREATE TABLE theirs (a)');
    expect(await refusal({ directory })).toMatchObject({ code: 'JOURNAL_DAMAGED' });
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'theirs' }]);
    database.close();
  });

  test('refuses a journal of a newer version, naming both versions', async () => {
    const directory = testDirectory();
    await (await openSqliteJournal({ directory })).close();
    const database = new DatabaseSync(join(directory, 'journal.db'));
    const newer = schemaVersion + 1;
    database.exec(`PRAGMA user_version = ${newer}`);
    database.close();
    for (const readOnly of [false, true]) {
      expect(await refusal({ directory, readOnly })).toMatchObject({
        code: 'JOURNAL_NEWER',
        message: expect.stringContaining(
          `journal.db is version ${newer}, this program knows versions up to ${schemaVersion}: upgrade`,
        ),
      });
    }
  });

  test('refuses to begin a journal when it must not', async () => {
    const directory = join(testDirectory(), 'none');
    for (const options of [{ create: false }, { readOnly: true }]) {
      expect(await refusal({ directory, ...options })).toMatchObject({ code: 'JOURNAL_NOT_FOUND' });
    }
    expect(() => readdirSync(directory)).toThrow('ENOENT');
  });

  test('refuses a second writer, and lets it in when the first has gone', async () => {
    const directory = testDirectory();
    const first = await open({ directory });
    expect(await refusal({ directory })).toMatchObject({ code: 'JOURNAL_IN_USE', retryable: true });
    await first.append([record()]);
    const second = open({ directory });
    await first.close();
    expect((await second).end).toBe(1);
  });

  test('can be given up', async () => {
    const directory = testDirectory();
    const reason = new Error('changed my mind');
    await expect(open({ directory, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const abort = new AbortController();
    const opening = open({ directory, signal: abort.signal });
    abort.abort(reason);
    await expect(opening).rejects.toBe(reason);
    await open({ directory });
  });
});

describe('a journal that is opened with readOnly', () => {
  test('sees what another writes, as it is written', async () => {
    const directory = testDirectory();
    const writer = await open({ directory });
    await writer.append(numbered(3), { cursors: [cursor('token', 1)] });
    const reader = await open({ directory, readOnly: true });
    expect(reader.id).toBe(writer.id);
    expect(await readAll(reader)).toEqual(await readAll(writer));
    expect(await reader.cursors.load()).toEqual([cursor('token', 1)]);
    const grown = reader.grownBeyond(3, new AbortController().signal);
    await writer.append(numbered(2));
    await grown;
    expect(reader.end).toBe(5);
    await writer.prune({ maxBytes: 0 });
    expect([reader.first, reader.stats().records]).toEqual([5, 0]);
  });

  test('reads what a writer has left behind', async () => {
    const directory = testDirectory();
    const writer = await openSqliteJournal({ directory });
    await writer.append(numbered(3));
    await writer.close();
    const reader = await open({ directory, readOnly: true });
    expect(await readAll(reader)).toHaveLength(3);
    rmSync(join(directory, 'journal.lock'));
    const writing = await open({ directory });
    await writing.append(numbered(1));
    expect(reader.end).toBe(4);
  });

  test('refuses to write', async () => {
    const directory = testDirectory();
    await open({ directory });
    const reader = await open({ directory, readOnly: true });
    const calls = [
      reader.append([record()]),
      reader.prune({ maxBytes: 0 }),
      reader.cursors.save([]),
      reader.cursors.remove([]),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
  });

  test('stops waiting when it is aborted or closed', async () => {
    const directory = testDirectory();
    await open({ directory });
    const reader = await open({ directory, readOnly: true });
    const reason = new Error('enough');
    const abort = new AbortController();
    const aborted = expect(reader.grownBeyond(0, abort.signal)).rejects.toBe(reason);
    abort.abort(reason);
    await aborted;
    const closed = expect(reader.grownBeyond(0, new AbortController().signal)).rejects.toMatchObject({
      code: 'JOURNAL_CLOSED',
    });
    await reader.close();
    await closed;
    await expect(reader.read(0)).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
  });
});
