import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../src/program.ts';
import { fakeTerminal } from './support/fake-terminal.ts';
import { blocks, callsIn, examples, examplesElsewhere } from './support/readme.ts';
import { binary } from './support/start-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const capture = 'EO\\CNSales1\\TXEOSales1\\FO\\SO\0OZ\\TXEOSales1\\CNSales1\\RE10\\DT\r\n\0';

/** Runs a line in a folder that has the files it names. */
function shell(line: string, folder: string): string {
  writeFileSync(join(folder, 'capture.bin'), capture);
  const sdmp = join(folder, 'sdmp');
  writeFileSync(sdmp, `#!/bin/sh\nexec '${process.execPath}' '${binary}' "$@"\n`);
  chmodSync(sdmp, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  return execFileSync('sh', ['-e', '-c', line], { cwd: folder, env, encoding: 'utf8' });
}

function examplesOf(command: string): readonly string[] {
  return examples.filter((line) => callsIn(line).every(([name]) => name === command || name === 'encode'));
}

const calls = [...examples, ...examplesElsewhere].flatMap(callsIn).map((words) => ({ line: words.join(' '), words }));

test.each(calls)('sdmp $line is a command line', async ({ words }) => {
  const program = await createProgram(words, fakeTerminal(), () => undefined);
  for (const command of program.commands) {
    for (const each of command.commands.length > 0 ? command.commands : [command]) each.action(() => undefined);
  }
  if (words[0] !== 'help') await program.parseAsync(words, { from: 'user' });
});

test('decode prints what is shown, and encode gives the bytes back', () => {
  const [printing = '', comparing = ''] = examplesOf('decode');
  const [shown = ''] = blocks('json');
  expect(JSON.parse(shell(printing, temporaryFolder()))).toEqual(JSON.parse(shown));
  expect(shell(comparing, temporaryFolder())).toBe('');
});

test.each(examplesOf('explain'))('%s', (line) => {
  expect(shell(line, temporaryFolder()).length).toBeGreaterThan(50);
});

test('simulate writes as many outcomes as it was asked for', () => {
  const folder = temporaryFolder();
  shell(examplesOf('simulate').find((line) => line.includes('shift.txt')) ?? '', folder);
  expect(readFileSync(join(folder, 'shift.txt'), 'utf8').trimEnd().split('\n')).toHaveLength(1000);
});
