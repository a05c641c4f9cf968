import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { collect, cursor, numbered, readAll, record } from '../src/conformance/records.ts';
import { type Journal, JournalError, openSqliteJournal } from '../src/index.ts';
import { BatchBuilder } from '../src/batch/batch-builder.ts';
import { TimeSlice } from '../src/sqlite/reader/time-slice.ts';
import { insertable } from '../src/sqlite/writer/batch-rows.ts';
import { JournalWriter } from '../src/sqlite/writer/journal-writer.ts';
import { testDirectory } from './support/journal-directory.ts';

/** Names the file systems of this test, with the process that mounted them. */
const label = 'sdmp-full-disk-';

/** A process that is killed leaves its file systems behind: the next run takes them away. */
beforeAll(() => {
  const mounts = (existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '').matchAll(
    new RegExp(`^${label}(\\d+) (\\S+) `, 'gm'),
  );
  for (const [, process = '', directory = ''] of mounts) {
    if (existsSync(`/proc/${process}`)) continue;
    execFileSync('umount', [directory]);
    rmdirSync(directory);
  }
});

/** A file system of its own, of this size; undefined when this machine does not let us mount one. */
function smallDisk(megabytes: number): string | undefined {
  const directory = testDirectory();
  const words = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, label + String(process.pid), directory];
  try {
    execFileSync('mount', words, { stdio: 'ignore' });
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
  onTestFinished(() => journal.close());

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

test.for([
  { kept: 'nothing', share: 0 },
  { kept: 'a tenth', share: 0.1 },
])(
  'on a disk that is full to the last page retention makes room, and appends continue: $kept is kept',
  async ({ share }, { skip }) => {
    const disk = smallDisk(12);
    if (disk === undefined)
      return skip('no file system can be mounted here: NOT TESTED whether retention makes room on a full disk');
    const directory = join(disk, 'journal');
    const journal = await openSqliteJournal({ directory, reserveBytes: 2_000_000 });
    // Before the disk is unmounted, also when the test fails.
    onTestFinished(() => journal.close());
    await journal.append(numbered(1));
    await journal.prune({ maxBytes: 1e9 });
    expect(statSync(join(directory, 'journal.reserve')).size).toBe(2_000_000);
    const { stored } = await appendUntilFull(journal);
    expect(stored).toBeGreaterThan(50);
    fillUp(join(disk, 'ballast'));
    // The log may have been moved into the database since: it takes in as much again as its file has room for.
    const { stored: more, error } = await appendUntilFull(journal);
    expect(error).toMatchObject({ code: 'JOURNAL_WRITE_FAILED', retryable: true });

    await journal.prune({ maxBytes: journal.stats().bytes * share });
    const { first, end } = journal;
    expect(first).toBeGreaterThan((stored + more) / 2);
    for (let index = 0; index < 40; index++) {
      expect((await journal.append([record({ body: 'x'.repeat(50_000) })])).first).toBe(end + index);
    }
    expect(await readAll(journal)).toHaveLength(journal.end - first);
    expect(await collect(journal.verify())).toEqual([]);
    await journal.close();
  },
);

test('on a machine so slow that maintenance does very little at once, retention makes room on a full disk all the same', ({
  skip,
}) => {
  const disk = smallDisk(12);
  if (disk === undefined)
    return skip('no file system can be mounted here: NOT TESTED whether slow retention makes room on a full disk');
  const directory = join(disk, 'journal');
  mkdirSync(directory);
  let now = 0;
  const slice = new TimeSlice(() => (now += 1000));
  for (let slow = 0; slow < 10; slow++) slice.take(() => undefined);
  const writer = new JournalWriter(
    {
      directory,
      create: true,
      compaction: { compactAfter: 0, maxBatchRecords: 4096, maxBatchBytes: 1024 * 1024 },
      reserveBytes: 2_000_000,
    },
    { settleLog: () => undefined, tell: () => undefined, slice },
  );
  onTestFinished(() => writer.close());
  const commit = (): number => {
    const builder = new BatchBuilder({ maxBatchRecords: 1, maxBatchBytes: 1024 * 1024 });
    builder.add(record({ body: 'x'.repeat(50_000) }));
    return writer.commit([insertable(builder.seal())], []);
  };
  const commitUntilFull = (): void => {
    for (;;) commit();
  };
  commit();
  writer.prune({ age: undefined, maxBytes: 1e9, hasRemoved: false });
  expect(commitUntilFull).toThrow('database or disk is full');
  fillUp(join(disk, 'ballast'));
  expect(commitUntilFull).toThrow('database or disk is full');

  for (let hasRemoved = false, more = true; more; hasRemoved = true) {
    ({ more } = writer.prune({ age: undefined, maxBytes: 500_000, hasRemoved }));
  }
  const first = commit();
  for (let index = 1; index < 40; index++) expect(commit()).toBe(first + index);
});

/** Takes whatever is left, down to the last byte. */
function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let bytes = 65_536; bytes >= 1; ) {
      try {
        if (writeSync(handle, new Uint8Array(bytes)) < bytes) bytes /= 2;
      } catch {
        bytes /= 2;
      }
    }
  } finally {
    closeSync(handle);
  }
}
