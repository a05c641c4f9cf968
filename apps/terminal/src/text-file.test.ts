import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSecretFile } from './secret-file.ts';
import { readTextFile } from './text-file.ts';
import { unreadableWord } from './run-main.ts';

function fileOf(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-text-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'users');
  writeFileSync(file, Buffer.from(content, 'latin1'), { mode: 0o600 });
  return file;
}

test('a byte that is not UTF-8 is named with its file and line, for a replaced one would be another name', async () => {
  const file = fileOf('first\nJos\xe9\n');
  await expect(readTextFile(file)).rejects.toThrow(`${file}:2: byte 0xE9 is not UTF-8: save the file as UTF-8`);
  await expect(readSecretFile(fileOf('p\xff'), () => undefined)).rejects.toThrow(/:1: byte 0xFF is not UTF-8/);
});

test('a byte-order mark is not part of the text, and blanks of a secret are', async () => {
  expect(await readTextFile(fileOf('\xef\xbb\xbfa\xc3\xa9'))).toBe('aé');
  expect(await readSecretFile(fileOf('\xef\xbb\xbf pass \r\n'), () => undefined)).toBe(' pass ');
});

test('an argument whose bytes were not UTF-8 is named by its number', () => {
  expect(unreadableWord(['tail', '--campaign', 'Caf\ufffd'])).toBe(3);
  expect(unreadableWord(['tail', 'Café'])).toBeUndefined();
});
