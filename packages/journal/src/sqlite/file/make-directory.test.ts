import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { syncDirectory } from './make-directory.ts';

test('a directory is synced where that can be, and left alone on Windows, which refuses it', () => {
  const refused = (): void => {
    throw new Error('EPERM: operation not permitted, fsync');
  };
  expect(() => syncDirectory(tmpdir(), 'linux', refused)).toThrow('EPERM');
  expect(() => syncDirectory(tmpdir(), 'win32', refused)).not.toThrow();
});
