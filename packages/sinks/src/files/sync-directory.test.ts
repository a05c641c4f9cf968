import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { syncDirectory } from './sync-directory.ts';

test('a folder of files is synced where that can be, and left alone on Windows, which refuses it', async () => {
  const refused = (): Promise<void> => Promise.reject(new Error('EPERM: operation not permitted, fsync'));
  await expect(syncDirectory(tmpdir(), 'linux', refused)).rejects.toThrow('EPERM');
  await expect(syncDirectory(tmpdir(), 'win32', refused)).resolves.toBeUndefined();
});
