import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testDirectory } from './support/journal-directory.ts';

test('the example in the README runs', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const source = new URL('../src/index.ts', import.meta.url).href;
  const directory = testDirectory();
  writeFileSync(join(directory, 'example.mts'), example.replace("'@sdmp/journal'", `'${source}'`));
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: directory });
  expect(stdout).toBe('0 sold\n');
});
