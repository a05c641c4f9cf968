import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { recordedJournal } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';

function changing(sql: string): (file: string) => void {
  return (file) => {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  };
}

/** What is wrong, what is done to `journal.db` of a used folder, and what the one line says. */
const kinds: readonly (readonly [what: string, spoil: (file: string) => void, says: RegExp])[] = [
  ['a file of 0 bytes', (file) => truncateSync(file), /is empty: restore/],
  ['a file cut in the middle', (file) => truncateSync(file, 8192 * 2), /restore/],
  ['no file', (file) => rmSync(file), /journal/],
  ['a folder in its place', (file) => (rmSync(file), mkdirSync(file)), /journal\.db/],
  ['a text', (file) => writeFileSync(file, 'no database, and long enough to be looked at'.repeat(100)), /journal\.db/],
  ['the database of another program', changing('PRAGMA application_id = 7'), /not a journal/],
  ['version -1', changing('PRAGMA user_version = -1'), /version -1/],
  ['version 0', changing('PRAGMA user_version = 0'), /version 0/],
  ['a later version', changing('PRAGMA user_version = 99'), /99/],
  ['no tables', changing('DROP TABLE batch; DROP TABLE batch_data; DROP TABLE cursor; DROP TABLE branch'), /restore/],
];

describe('a folder with a wrong file', () => {
  test.each(kinds)('%s: verify ends with 1 and one line', async (_, spoil, says) => {
    const directory = await recordedJournal(20);
    const names = readdirSync(directory);
    for (const name of names) if (/-(wal|shm)$/.test(name)) rmSync(join(directory, name));
    spoil(join(directory, 'journal.db'));
    const { exitCode, printed, said } = await runCli(['journal', 'verify', directory]);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(said).toMatch(/^[^\n]+\n$/);
    expect(said).toMatch(says);
  });

  test('a position beyond the end is refused by verify and export', async () => {
    const directory = await recordedJournal(20);
    for (const command of ['verify', 'export']) {
      expect(await runCli(['journal', command, directory, '--from', '20'])).toMatchObject({ exitCode: 0 });
      const { exitCode, said } = await runCli(['journal', command, directory, '--from', '21']);
      expect(exitCode).toBe(1);
      expect(said).toMatch(/^[^\n]*--from 21: the journal ends before position 20\. [^\n]+\n$/);
    }
  });
});
