import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testDirectory } from './support/test-directory.ts';

test('the example in the README runs', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const places = {
    '@sdmp/journal': import.meta.resolve('@sdmp/journal'),
    '@sdmp/outcomes': import.meta.resolve('@sdmp/outcomes'),
    '@sdmp/sinks': new URL('../src/index.ts', import.meta.url).href,
    '@sdmp/sinks/webhook': new URL('../src/webhook/index.ts', import.meta.url).href,
  };
  const source = Object.entries(places).reduce(
    (text, [name, place]) => text.replace(`'${name}'`, `'${place}'`),
    example,
  );
  const directory = testDirectory();
  writeFileSync(join(directory, 'example.mts'), source);
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: directory });
  expect(stdout).toBe('0042 Connected\n');
});
