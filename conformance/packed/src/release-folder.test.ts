import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeReleaseFolder } from '../../../scripts/release/release-folder.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test.each([
  ['checksums of something else', { SHA256SUMS: '', 'image.iso': '' }],
  ['a project of somebody', { 'package.json': '{"name":"team"}', 'main.ts': '' }],
  ['any other file', { 'notes.txt': '' }],
])('a folder with %s is left as it is', async (_, files) => {
  const folder = folderWith(files);
  await expect(writeReleaseFolder(folder)).rejects.toThrow('holds other files: name an empty folder');
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(files).toSorted());
});

test('a file in the place of the folder is named', async () => {
  const file = join(folderWith({ release: '' }), 'release');
  await expect(writeReleaseFolder(file)).rejects.toThrow('is a file: name a folder');
});
