import { stat } from 'node:fs/promises';
import { isExposed } from './secret-file.ts';
import { readTextFile } from './text-file.ts';

/** A file that is read again after each change. */
export interface ChangingFile {
  /** Path of the file. */
  readonly place: string;
  /** Returns a string that differs after each change. */
  readonly version: () => Promise<string>;
  readonly read: () => Promise<string>;
}

/** Opens a changing file. Calls `onExposed` with its path at each read if every user of the machine may read the file. */
export function changingFile(path: string, onExposed: (path: string) => void): ChangingFile {
  return {
    place: path,
    version: async () => {
      const { mtimeMs, size, ino } = await stat(path);
      return `${mtimeMs}:${size}:${ino}`;
    },
    read: async () => {
      if (isExposed(await stat(path))) onExposed(path);
      return readTextFile(path);
    },
  };
}
