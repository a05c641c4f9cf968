import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError } from '../../journal-error.ts';
import { databaseFile, markFile } from './schema.ts';
import { reasonOf } from './sqlite-failure.ts';

/** Throws `JOURNAL_NOT_FOUND` when the directory has held a journal whose database is not there any more. */
export function checkNotLost(directory: string): void {
  const [file, mark] = [join(directory, databaseFile), join(directory, markFile)];
  if (existsSync(file) || !existsSync(mark)) return;
  throw new JournalError(
    'JOURNAL_NOT_FOUND',
    `${file} is missing, and ${markFile} beside it says that there was a journal${shownId(mark)}: restore it from a copy, or remove ${markFile} to begin a new one.`,
  );
}

/** Notes that the directory holds a journal. Without the note all works but `checkNotLost`. */
export function markUsed(directory: string, id: string): void {
  const mark = join(directory, markFile);
  try {
    if (!existsSync(mark)) writeFileSync(mark, `${id}\n`, { mode: 0o600 });
  } catch (error) {
    // A full disk: the journal can still be read and pruned, and the next opening tries again.
    if (!reasonOf(error).includes('ENOSPC')) throw error;
  }
}

function shownId(mark: string): string {
  const id = readFileSync(mark, 'utf8').trim();
  return /^[\w-]{1,64}$/.test(id) ? ` (${id})` : '';
}
