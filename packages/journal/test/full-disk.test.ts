import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { collect, cursor, numbered, readAll, record } from '../src/conformance/records.ts';
import { type Journal, JournalError, openSqliteJournal } from '../src/index.ts';
import { testDirectory } from './journal-directory.ts';

/** A file system of its own, of this size; undefined when this machine does not let us mount one. */
function smallDisk(megabytes: number): string | undefined {
  const directory = testDirectory();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', [directory]));
  return directory;
}

async function appendUntilFull(journal: Journal): Promise<{ readonly stored: number; readonly error: unknown }> {
  for (let stored = 0; ; stored++) {
    try {
      await journal.append([record({ body: `${stored} ${'x'.repeat(50_000)}` })], {
        cursors: [cursor('upstream', stored)],
      });
    } catch (error) {
      return { stored, error };
    }
  }
}

test('on a full disk appends reject and nothing of them is stored; with room they are stored again', async ({
  skip,
}) => {
  const disk = smallDisk(12);
  if (disk === undefined)
    return skip('no file system can be mounted here: NOT TESTED what happens when the disk is full');
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, new Uint8Array(4_000_000));
  const directory = join(disk, 'journal');
  const journal = await openSqliteJournal({ directory });

  const { stored, error } = await appendUntilFull(journal);
  expect(error).toBeInstanceOf(JournalError);
  expect(error).toMatchObject({ code: 'JOURNAL_WRITE_FAILED', retryable: true, cause: expect.any(Error) });
  expect([journal.end, journal.stats().pendingBytes]).toEqual([stored, 0]);
  expect(await readAll(journal)).toHaveLength(stored);
  expect(await journal.cursors.load()).toMatchObject([{ position: stored - 1 }]);

  rmSync(ballast);
  const after = await journal.append(numbered(3));
  expect(after.first).toBe(stored);
  await journal.close();

  const again = await openSqliteJournal({ directory });
  const bodies = (await readAll(again)).map(({ body }) => body);
  expect(bodies.slice(0, stored).map((body) => Number.parseInt(body, 10))).toEqual(
    Array.from({ length: stored }, (_, i) => i),
  );
  expect(bodies.slice(stored)).toEqual(numbered(3).map(({ body }) => body));
  expect(await collect(again.verify())).toEqual([]);
  await again.close();
});
