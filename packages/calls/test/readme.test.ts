import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

test('the example of the README runs and prints what its comments say', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const source = new URL('../src/index.ts', import.meta.url).href;
  const codec = import.meta.resolve('@sdmp/codec');
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-readme-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(
    join(directory, 'example.mts'),
    example.replace("'@sdmp/calls'", `'${source}'`).replace("'@sdmp/codec'", `'${codec}'`),
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: directory });
  const expected = Array.from(example.matchAll(/\/\/ prints: (.*\n)/g), ([, printed = '']) => printed);
  expect(expected.length).toBeGreaterThan(0);
  expect(stdout).toBe(expected.join(''));
});
