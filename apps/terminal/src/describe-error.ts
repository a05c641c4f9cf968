import { inspect } from 'node:util';
import { describeNetworkError } from '@sdmp/dial/errors';

/** Descriptions of the operating system's codes of files; those of connections are in `@sdmp/dial`. */
const fileErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'is in use',
  EISDIR: 'is a folder',
  EMFILE: 'too many files are open',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'part of the path is not a folder',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
};

/** Returns a one-line description of an error. */
export function describeError(error: unknown): string {
  const { code = '', path }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const words = fileErrors[code];
  const isOfFile = path !== undefined || code === 'ENOENT' || code === 'ENOSPC' || code === 'EMFILE';
  if (words !== undefined && isOfFile) return path === undefined ? words : `${path}: ${words}`;
  return describeNetworkError(error);
}

/** Returns the error with stack and causes, for `--debug`. */
export function stackOf(error: unknown): string {
  return inspect(error, { depth: 4 });
}
