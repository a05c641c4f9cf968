import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '@sdmp/terminal';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { createProgram } from '../src/program.ts';
import { runWords } from './support/run-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'sdmp-exit-codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

const none = '/nonexistent/bridge.yaml';
const right = written('right.yaml', 'upstreams: [{ name: north, host: 127.0.0.1, port: 1, persistToken: bridge }]\n');
const wrong = written('wrong.yaml', 'upstreams: 1\n');
const nobody = 'http://127.0.0.1:1';

/** What each command ends with: done, failed, wrong usage or configuration. */
const table: readonly (readonly [exitCode: 0 | 1 | 2, ...words: string[]])[] = [
  [2, 'run'],
  [2, 'run', wrong],
  [1, 'run', none],
  [2, 'check'],
  [2, 'check', wrong],
  [1, 'check', none],
  [1, 'check', right, '--connect'],
  [0, 'check', right],
  [2, 'print-config'],
  [2, 'print-config', wrong],
  [1, 'print-config', none],
  [0, 'print-config', right],
  [2, 'incidents'],
  [2, 'incidents', right, '--since', 'x'],
  [2, 'incidents', right, '--limit', '0'],
  [1, 'incidents', none],
  [2, 'dead-letters'],
  [2, 'dead-letters', nobody, 'crm', '--replay', '--discard'],
  [2, 'dead-letters', nobody, 'crm', '--positions', 'x'],
  [1, 'dead-letters', nobody],
  [2, 'schema', '--nonsense'],
  [0, 'schema'],
  [2, 'completion'],
  [2, 'completion', 'tcsh'],
  [0, 'completion', 'zsh'],
  [2, 'help', 'nonsense'],
  [0, 'help', 'check'],
  [2, 'chekc'],
  [0, '--version'],
  [2],
];

test.each(table)('exit code %i: sdmp-bridge %s %s %s %s', async (expected, ...words) => {
  const { exitCode, output, messages } = await runWords(words);
  expect(exitCode, messages).toBe(expected);
  // A failure says why, and prints nothing for programs.
  if (expected !== 0) expect([output, messages]).toEqual(['', expect.stringMatching(/\S/)]);
  if (expected === 2) expect(messages.trimEnd().split('\n')).toHaveLength(1);
});

test('every command is in the table, with wrong usage and failure', async () => {
  const streams = {
    stdin: Readable.from([]),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    on: () => undefined,
  };
  const { commands } = await createProgram([], openTerminal(streams, new AbortController().signal, {}));
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const codes = table.filter(([, word]) => word === command.name()).map(([code]) => code);
    expect(codes, command.name()).toContain(2);
    // These two print what they hold: there is nothing to fail.
    if (!['schema', 'completion'].includes(command.name())) expect(codes, command.name()).toContain(1);
  }
});
