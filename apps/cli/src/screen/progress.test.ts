import { PassThrough } from 'node:stream';
import { openTerminal } from '@sdmp/terminal';
import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

function terminalOf(isTerminal: boolean) {
  const stderr = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const { signal } = new AbortController();
  const terminal = openTerminal({ stdin, stdout, stderr, on: () => undefined }, signal, {});
  return { terminal, said: () => String(stderr.read() ?? '') };
}

test('progress is a line of standard error once something takes two seconds, and leaves nothing behind', () => {
  const { terminal, said } = terminalOf(true);
  let now = 0;
  const progress = new Progress(terminal, 'reading', () => now);
  progress.show('1 of 9 records read');
  now = 1999;
  progress.show('2 of 9 records read');
  expect(said()).toBe('');
  now = 2100;
  progress.show('3 of 9 records\u001b[2J read');
  // Soon afterwards nothing has changed that anyone could read.
  now = 2200;
  progress.show('4 of 9 records read');
  expect(said()).toBe('\r\u001b[K3 of 9 records<U+001B>[2J read, 2 s');
  now = 3500;
  progress.show('5 of 9 records read');
  expect(said()).toBe('\r\u001b[K5 of 9 records read, 3 s');
  progress[Symbol.dispose]();
  expect(said()).toBe('\r\u001b[K');
  progress.clear();
  expect(said()).toBe('');
});

test('where standard error is no terminal nothing is shown', () => {
  const { terminal, said } = terminalOf(false);
  let now = 0;
  using progress = new Progress(terminal, 'reading', () => now);
  now = 60_000;
  progress.show('9 of 9 records read');
  progress.clear();
  expect(said()).toBe('');
});
