import { closeSync, lstatSync, openSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { JournalError } from '../../journal-error.ts';
import { databaseFile, lockFile } from './schema.ts';

const othersMayDoAnything = 0o007;
const ownerOnly = 0o600;

/** Creates the file, empty and for its owner only, unless it exists: SQLite would let everyone read what it creates. */
export function createOwnFile(file: string): void {
  closeSync(openSync(file, 'a', ownerOnly));
}

/** Returns whether users other than the owner and the group may list, enter or change the directory. */
export function isOpenToOthers(directory: string, system: NodeJS.Platform = platform()): boolean {
  // Windows has no such mode bits.
  return system !== 'win32' && (statSync(directory).mode & othersMayDoAnything) !== 0;
}

/**
 * Throws `JOURNAL_UNWRITABLE` when the database or the lock is a symbolic link. The lock is in the directory, not behind the
 * link: a second directory with the same link would have a second writer.
 */
export function refuseLinks(directory: string): void {
  for (const name of [databaseFile, lockFile]) {
    const file = join(directory, name);
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new JournalError(
      'JOURNAL_UNWRITABLE',
      `${file} is a symbolic link, which would let a second writer in: move the file here, or name the folder that holds it.`,
    );
  }
}
