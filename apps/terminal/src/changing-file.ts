import { stat } from 'node:fs/promises';
import { exposureOf } from './secret-file.ts';
import { readTextFile } from './text-file.ts';

/** A file that is read again after each change. */
export interface ChangingFile {
  /** Path of the file. */
  readonly place: string;
  /** Returns a string that differs after each change. */
  readonly version: () => Promise<string>;
  readonly read: () => Promise<string>;
}

/** Opens a changing file. Calls `warn` at each read if every user of the machine may read the file. */
export function changingFile(path: string, warn: (line: string) => void): ChangingFile {
  return {
    place: path,
    version: async () => {
      const { mtimeMs, size, ino } = await stat(path);
      return `${mtimeMs}:${size}:${ino}`;
    },
    read: async () => {
      const exposure = exposureOf(path, await stat(path));
      if (exposure !== undefined) warn(exposure);
      return readTextFile(path);
    },
  };
}
