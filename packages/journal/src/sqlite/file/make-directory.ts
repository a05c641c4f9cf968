import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { openFailure } from './sqlite-failure.ts';

/** Makes the directory, for its owner alone, and checks that it can be written to; throws `JOURNAL_UNWRITABLE`. */
export function makeDirectory(directory: string): void {
  try {
    const topmost = mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (topmost !== undefined) syncParents(resolve(directory), resolve(topmost));
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw openFailure(directory, error);
  }
}

/** A new directory survives a power cut only when the one that names it has been synced. */
function syncParents(directory: string, topmost: string): void {
  for (let made = directory; ; made = dirname(made)) {
    syncDirectory(dirname(made));
    if (made === topmost || made === dirname(made)) return;
  }
}

/** Puts the names in a directory on disk. On Windows the file system does that by itself, and refuses to be asked. */
export function syncDirectory(
  directory: string,
  system: NodeJS.Platform = platform(),
  sync: (handle: number) => void = fsyncSync,
): void {
  if (system === 'win32') return;
  let handle: number;
  try {
    handle = openSync(directory, 'r');
  } catch {
    // One that may not be listed cannot be synced: the journal works all the same.
    return;
  }
  try {
    sync(handle);
  } finally {
    closeSync(handle);
  }
}
