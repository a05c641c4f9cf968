import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../src/commands.ts';
import { runCli } from './support/start-cli.ts';

const nowhere = '127.0.0.1:1';
const none = '/nonexistent/file';

/** What each command ends with: done, failed, wrong usage. A command that cannot be had cheaply in one way has no line for it. */
const table: readonly (readonly [exitCode: 0 | 1 | 2, ...words: string[]])[] = [
  [2, 'serve', '--listen', 'x'],
  [1, 'serve', '--listen-unicode', 'off', '--listen', '127.0.0.1:0', '--data', join(none, 'data'), '--users', none],
  [2, 'tail'],
  [2, 'tail', nowhere, '--format', 'xml'],
  [2, 'tail', nowhere, '--format', 'json', '--spreadsheet-safe'],
  [2, 'journal', 'export', none, '--format', 'archive', '--spreadsheet-safe'],
  [1, 'tail', nowhere, '--for', '200ms', '--quiet'],
  [2, 'send'],
  [1, 'send', nowhere, 'VS'],
  [2, 'doctor'],
  [1, 'doctor', nowhere],
  [2, 'conformance'],
  [1, 'conformance', nowhere],
  [2, 'top'],
  [2, 'top', 'http://127.0.0.1:6502', '--metrics', 'http://127.0.0.1:6502/metrics'],
  [1, 'top', 'http://127.0.0.1:1', '--once'],
  [2, 'decode', '--nonsense'],
  [1, 'decode', none],
  [0, 'decode'],
  [2, 'encode', '--nonsense'],
  [1, 'encode', none],
  [0, 'encode'],
  [2, 'explain'],
  [1, 'explain', 'XXYYZZ'],
  [0, 'explain', 'EO'],
  [2, 'proxy'],
  [1, 'proxy', nowhere, '--scenario', none],
  [2, 'capture'],
  [1, 'capture', nowhere, '--output', join(none, 'x')],
  [2, 'replay', none],
  [1, 'replay', none, nowhere],
  [2, 'simulate', '--rate', 'x'],
  [0, 'simulate', '--count', '1'],
  [2, 'record'],
  [1, 'record', none, '--reason', '10'],
  [2, 'journal'],
  [2, 'journal', 'inf', none],
  [1, 'journal', 'info', none],
  [1, 'journal', 'verify', none],
  [1, 'journal', 'export', none],
  [2, 'report'],
  [1, 'report', 'abandoned', none, '--rule', 'ofcom'],
  [2, 'rules'],
  [1, 'rules', 'check', none],
  [2, 'user'],
  [1, 'user', 'list', none],
  [2, 'bench', '--for', 'x'],
  [1, 'bench', '--data', none],
  [2, 'context'],
  [2, 'context', 'show'],
  [1, 'context', 'add', 'north', nowhere],
  [2, 'doctor', '127.0.0.1:99999'],
  [2, 'completion', 'tcsh'],
  [0, 'completion', 'bash'],
  [2, 'help', 'nonsense'],
  [0, 'help', 'tail'],
  [2, 'nonsense'],
  [2],
];

test.each(table)('exit code %i: sdmp %s %s %s %s', async (expected, ...words) => {
  const { exitCode, said } = await runCli(words);
  expect(exitCode, said).toBe(expected);
  const lines = said.split('\n').filter((line) => line.startsWith('sdmp: '));
  // Wrong usage is one line that says how; doctor's findings are its output.
  if (expected === 2) expect(lines).toHaveLength(1);
});

test('every command is in the table, with wrong usage and failure', () => {
  for (const { name } of commands) {
    const codes = table.filter(([, word]) => word === name).map(([code]) => code);
    expect(codes, name).toContain(2);
    if (name !== 'simulate' && name !== 'completion') expect(codes, name).toContain(1);
  }
});

test('help writes durations as people do, and no default twice', async () => {
  for (const { name } of commands) {
    const { printed } = await runCli(['help', name]);
    expect(printed, name).not.toMatch(/\(default: \d{4,}\)/);
    for (const line of (printed.split('Options:')[1]?.split('\n\n')[0] ?? '').split(/\n {2}-/))
      expect(line.match(/\(default/g)?.length ?? 0, line).toBeLessThan(2);
  }
});
