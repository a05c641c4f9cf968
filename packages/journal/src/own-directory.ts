import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';

const ownerOnly = 0o700;

/**
 * Makes a directory, for its owner alone, and what is missing above it; all of it is on disk when this returns. Throws what the
 * system says when that cannot be.
 */
export function makeOwnDirectory(directory: string): void {
  for (const each of missingFrom(directory)) {
    try {
      mkdirSync(each, ownerOnly);
    } catch (error) {
      // Another process was quicker, or what is there may not be looked into: then the next one says so.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    // A new directory survives a power cut only when the one that names it has been synced.
    syncDirectory(dirname(each));
  }
  // Nothing is made here any more: what is no directory is refused.
  mkdirSync(directory, { recursive: true });
}

/**
 * Returns what of a path is not there, the topmost first. Each is then made by itself, because Node's own `recursive` does not
 * return where a parent answers ENOENT, as below /proc.
 */
function missingFrom(directory: string): readonly string[] {
  const missing: string[] = [];
  for (let here = resolve(directory); !existsSync(here) && here !== dirname(here); here = dirname(here)) {
    missing.unshift(here);
  }
  return missing;
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
    // One that may not be listed cannot be synced: what is in it can be used all the same.
    return;
  }
  try {
    sync(handle);
  } finally {
    closeSync(handle);
  }
}
