import { rename } from 'node:fs/promises';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changingFile } from './changing-file.ts';
import { editFile } from './edit-file.ts';
import { operatingSystem } from './operating-system.ts';
import { isExposed, readSecretFile } from './secret-file.ts';

function newFile(text?: string, mode = 0o600): string {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  if (text !== undefined) writeFileSync(path, text);
  if (text !== undefined) chmodSync(path, mode);
  return path;
}

const ignore = (): undefined => undefined;

test('a secret is the only line of its file', async () => {
  expect(await readSecretFile(newFile(' a b \n'), ignore)).toBe(' a b ');
  expect(await readSecretFile(newFile('ab\r\n'), ignore)).toBe('ab');
  await expect(readSecretFile(newFile('\n'), ignore)).rejects.toThrow(/is empty/);
  await expect(readSecretFile(newFile('a\nb\n'), ignore)).rejects.toThrow(/several lines/);
  await expect(readSecretFile(newFile(), ignore)).rejects.toThrow(/ENOENT/);
});

test('a file that every user may read is named', async () => {
  const exposed: string[] = [];
  const path = newFile('a', 0o644);
  await readSecretFile(path, (file) => exposed.push(file));
  await changingFile(path, (file) => exposed.push(file)).read();
  expect(exposed).toEqual([path, path]);
});

test('no file is named on Windows, where modes say nothing of who may read it', () => {
  const exposed = (name: NodeJS.Platform): boolean => isExposed({ mode: 0o644 }, operatingSystem(name));
  expect([exposed('linux'), exposed('darwin'), exposed('win32')]).toEqual([true, true, false]);
});

test('a changed file has a different version', async () => {
  const path = newFile('a');
  const file = changingFile(path, ignore);
  const before = await file.version();
  expect(await file.version()).toBe(before);
  await editFile(path, (text) => `${text}b`);
  expect([await file.version(), await file.read()]).toEqual([expect.not.stringMatching(before), 'ab']);
});

test('an edited file keeps its mode, a new one is private to its owner, an unchanged one is kept', async () => {
  const path = newFile('a', 0o640);
  await editFile(path, (text) => `${text}b`);
  await editFile(path, () => undefined);
  await expect(editFile(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['ab', 0o640]);
  const fresh = newFile();
  await editFile(fresh, (text) => `[${text}]`);
  expect([readFileSync(fresh, 'utf8'), statSync(fresh).mode & 0o777]).toEqual(['[]', 0o600]);
  expect([existsSync(`${path}.new`), existsSync(`${fresh}.new`)]).toEqual([false, false]);
});

test.each(['EPERM', 'EACCES', 'EBUSY'])(
  'on Windows an edit waits for a reader that has the file open: %s',
  async (code) => {
    const path = newFile('a');
    let attempts = 0;
    const replace = (draft: string, name: string): Promise<void> => {
      attempts++;
      return attempts < 3 ? Promise.reject(Object.assign(new Error(code), { code })) : rename(draft, name);
    };
    await editFile(path, () => 'b', { system: operatingSystem('win32'), replace });
    expect([readFileSync(path, 'utf8'), attempts]).toEqual(['b', 3]);
    // Elsewhere nothing but a missing right is behind it: that is reported at once.
    attempts = 0;
    const edit = editFile(path, () => 'c', { system: operatingSystem('linux'), replace });
    await expect(edit).rejects.toThrow(code);
    expect([readFileSync(path, 'utf8'), attempts, existsSync(`${path}.new`)]).toEqual(['b', 1, false]);
  },
);

test('on Windows an edit that a reader holds up for too long fails, and leaves the file as it was', async () => {
  const path = newFile('a');
  const replace = (): Promise<void> => Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' }));
  await expect(editFile(path, () => 'b', { system: operatingSystem('win32'), replace, waitMs: 50 })).rejects.toThrow(
    'EBUSY',
  );
  expect([readFileSync(path, 'utf8'), existsSync(`${path}.new`)]).toEqual(['a', false]);
});

test('a second concurrent edit waits for the first, and builds on it', async () => {
  const path = newFile('a');
  const held = Promise.withResolvers<string>();
  const first = editFile(path, () => held.promise);
  await expect.poll(() => existsSync(`${path}.new`)).toBe(true);
  const second = editFile(path, (text) => `${text}c`);
  held.resolve('b');
  await Promise.all([first, second]);
  expect(readFileSync(path, 'utf8')).toBe('bc');
});

test('an edit that waits too long for another one fails with a hint about the draft', async () => {
  const path = newFile('a');
  const held = Promise.withResolvers<string>();
  const first = editFile(path, () => held.promise);
  await expect.poll(() => existsSync(`${path}.new`)).toBe(true);
  await expect(editFile(path, () => 'c', { waitMs: 50 })).rejects.toThrow(/another command/);
  held.resolve('b');
  await first;
  expect(readFileSync(path, 'utf8')).toBe('b');
});
