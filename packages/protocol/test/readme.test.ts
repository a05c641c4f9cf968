import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

test('the example in the README prints what its comments state', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const source = (file: string): string => `'${new URL(`../src/${file}`, import.meta.url).href}'`;
  const program = example
    .replace("'@sdmp/protocol'", source('index.ts'))
    .replace("'@sdmp/protocol/messages'", source('messages.ts'))
    .replace("'@sdmp/protocol/named'", source('named.ts'));
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-readme-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'example.mts'), program);
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: directory });
  const expected = Array.from(example.matchAll(/\/\/ prints: (.*\n)/g), ([, printed = '']) => printed);
  expect(expected.length).toBeGreaterThan(0);
  expect(stdout).toBe(expected.join(''));
});
