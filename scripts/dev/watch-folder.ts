import { type FSWatcher, watch } from 'node:fs';

/** A build writes many files; it is over when none was written for this time, milliseconds. */
const quietMs = 2000;

export interface FolderWatch {
  /** Whether all files of a build are there: a build begins with removing those of the one before. */
  readonly isWhole: () => boolean;
  /** Called once for each build when its first file has changed. */
  readonly began: () => void;
  /** Called when the files of a build are all there, and were left alone for two seconds. */
  readonly built: () => void;
}

/** Watches the folder that a build writes. */
export function watchFolder(folder: string, { isWhole, began, built }: FolderWatch): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let isBuilding = false;
  const watcher = watch(folder, { recursive: true }, () => {
    if (!isBuilding) began();
    isBuilding = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isWhole()) return;
      isBuilding = false;
      built();
    }, quietMs);
  });
  watcher.once('close', () => clearTimeout(timer));
  return watcher;
}
