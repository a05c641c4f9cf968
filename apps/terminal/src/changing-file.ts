import { readFile, stat } from 'node:fs/promises';
import { exposureOf } from './secret-file.ts';

/** A file that is read again when it has changed. */
export interface ChangingFile {
  /** Its path. */
  readonly place: string;
  /** Another one after each change. */
  readonly version: () => Promise<string>;
  readonly read: () => Promise<string>;
}

/** `warn` is told at each reading when everyone may read the file. */
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
      return readFile(path, 'utf8');
    },
  };
}
