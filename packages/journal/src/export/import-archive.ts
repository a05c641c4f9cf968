import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError } from '../journal-error.ts';
import { lockDirectory } from '../sqlite/file/directory-lock.ts';
import { makeDirectory } from '../sqlite/file/make-directory.ts';
import { databaseFile } from '../sqlite/file/schema.ts';
import { type Imported, readArchive } from './read-archive.ts';
import { JournalCopy } from './journal-copy.ts';

/** Options of `importArchive`. */
export interface ImportArchiveOptions {
  /** Where the journal is to be. Made when it is not there; must not hold a journal. */
  readonly directory: string;
  /** Gives up; nothing is left behind. */
  readonly signal?: AbortSignal;
}

/**
 * Makes a journal of what `exportArchive` gave: the same id, positions, times, erasures and cursors. All or nothing: the
 * journal is there only once every checksum was right and everything is on disk. Blocks the thread for each batch.
 *
 * @throws JournalError `JOURNAL_UNWRITABLE` when there is a journal, `JOURNAL_DAMAGED`, `JOURNAL_NEWER`, `JOURNAL_IN_USE`.
 */
export async function importArchive(
  pieces: AsyncIterable<Uint8Array>,
  { directory, signal }: ImportArchiveOptions,
): Promise<Imported> {
  signal?.throwIfAborted();
  refuseJournal(directory);
  makeDirectory(directory);
  const lock = lockDirectory(directory);
  try {
    refuseJournal(directory);
    const copy = new JournalCopy(directory);
    try {
      const imported = await readArchive(pieces, copy, signal);
      copy.finish();
      return imported;
    } catch (error) {
      copy.discard();
      throw error;
    }
  } finally {
    lock.release();
  }
}

function refuseJournal(directory: string): void {
  if (!existsSync(join(directory, databaseFile))) return;
  throw new JournalError('JOURNAL_UNWRITABLE', `${directory} holds a journal: import into another folder.`);
}
