import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the example of the README runs and prints what its comments say', async () => {
  const source = textOf('./readme-example.ts');
  const block = /```ts\n([\s\S]*?)```/.exec(textOf('../README.md'))?.[1];
  expect(block).toBe(source.replace('../src/index.ts', '@sdmp/protocol'));
  const log = vi.spyOn(console, 'log').mockReturnValue();
  await import('./readme-example.ts');
  const expected = Array.from(source.matchAll(/console\.log\(.*\); \/\/ (.*)/g), ([, comment]) => comment);
  expect(log.mock.calls.map(([line]): unknown => line)).toEqual(expected);
  log.mockRestore();
});
