import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeOwnDirectory, syncDirectory } from './own-directory.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-directory-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a directory is made with what is missing above it, for its owner alone, and made again without harm', () => {
  const directory = join(newFolder(), 'a', 'b', 'c');
  makeOwnDirectory(directory);
  makeOwnDirectory(directory);
  expect(statSync(directory).isDirectory()).toBe(true);
  if (platform() !== 'win32') expect(statSync(join(directory, '..')).mode & 0o777).toBe(0o700);
});

test('a directory that cannot be made is refused with what the system says', () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeOwnDirectory(file)).toThrow(/EEXIST/);
  expect(() => makeOwnDirectory(join(file, 'below'))).toThrow(/ENOTDIR/);
});

test.skipIf(!existsSync('/proc/self'))('a directory below /proc is refused, at any depth', () => {
  expect(() => makeOwnDirectory('/proc/sdmp')).toThrow(/ENOENT/);
  expect(() => makeOwnDirectory('/proc/sdmp/data/journal')).toThrow(/ENOENT/);
});

test('a directory is synced where that can be, and left alone on Windows, which refuses it', () => {
  const refused = (): void => {
    throw new Error('EPERM: operation not permitted, fsync');
  };
  expect(() => syncDirectory(tmpdir(), 'linux', refused)).toThrow('EPERM');
  expect(() => syncDirectory(tmpdir(), 'win32', refused)).not.toThrow();
});
