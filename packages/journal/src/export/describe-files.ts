import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pragmaNumber } from '../sqlite/file/columns.ts';
import { openForReading } from '../sqlite/file/journal-file.ts';
import { databaseFile } from '../sqlite/file/schema.ts';

/** What lies in a journal's directory. */
export interface JournalFiles {
  /** Version of the format, as the file says. */
  readonly formatVersion: number;
  /** Everything in the directory, bytes. */
  readonly bytesOnDisk: number;
}

/** Looks at the files of a journal, also beside its writer. Throws as `openSqliteJournal` does. */
export function describeFiles(directory: string): JournalFiles {
  const database = openForReading(join(directory, databaseFile));
  try {
    const formatVersion = pragmaNumber(database.prepare('PRAGMA user_version').get());
    const sizes = readdirSync(directory).map(
      (name) => statSync(join(directory, name), { throwIfNoEntry: false })?.size,
    );
    return { formatVersion, bytesOnDisk: sizes.reduce<number>((total, size = 0) => total + size, 0) };
  } finally {
    database.close();
  }
}
