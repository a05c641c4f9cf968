import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JournalSubject } from '../../src/conformance/index.ts';
import { openSqliteJournal, type SqliteJournalOptions } from '../../src/index.ts';

export function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'sdmp-journal-'));
}

/** A directory that is gone after the test. */
export function testDirectory(): string {
  const directory = makeDirectory();
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export async function openSubject(options: Partial<SqliteJournalOptions> = {}): Promise<JournalSubject> {
  const directory = makeDirectory();
  let journal = await openSqliteJournal({ ...options, directory });
  return {
    journal,
    reopen: async () => {
      await journal.close();
      journal = await openSqliteJournal({ ...options, directory });
      return journal;
    },
    beside: () => openSqliteJournal({ ...options, directory, readOnly: true }),
    dispose: async () => {
      await journal.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
