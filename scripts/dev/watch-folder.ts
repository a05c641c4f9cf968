import { type FSWatcher, watch } from 'node:fs';

/** A build writes many files; it is over when none was written for this time, milliseconds. */
const quietMs = 2000;

/** Calls `changed` when files in a folder were written and then left alone for two seconds. */
export function watchFolder(folder: string, changed: () => void): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quietMs);
  });
  watcher.once('close', () => clearTimeout(timer));
  return watcher;
}
