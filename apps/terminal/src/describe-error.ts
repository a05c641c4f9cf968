import { inspect } from 'node:util';

/** Descriptions of the operating system's error codes. */
const systemErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'this machine has no such address',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the peer reset the connection',
  EHOSTUNREACH: 'the host cannot be reached',
  EISDIR: 'is a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'part of the path is not a folder',
  ENOTFOUND: 'no such host',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ETIMEDOUT: 'no answer in time',
};

interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in systemErrors;
}

/** Returns a one-line description of an error. */
export function describeError(error: unknown): string {
  if (isSystemError(error)) {
    const { code, path, address, port } = error;
    const place = path ?? (address === undefined ? undefined : `${address}${port === undefined ? '' : `:${port}`}`);
    const words = systemErrors[code] ?? code;
    return place === undefined ? words : `${place}: ${words}`;
  }
  return firstLine(error instanceof Error ? error.message : String(error));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** Returns the error with stack and causes, for `--debug`. */
export function stackOf(error: unknown): string {
  return inspect(error, { depth: 4 });
}
