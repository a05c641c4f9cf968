import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from './support/bridge-program.ts';
import { type Ended, runWords } from './support/run-words.ts';

const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));

/** As users start it. */
function runProgram(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], (error, output, messages) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output, messages });
    });
  });
}

test('a configuration that is not there is one line and exit code 1', async () => {
  const file = join(temporaryDirectory(), 'none.yaml');
  expect(await runWords(['run', file])).toEqual({
    exitCode: 1,
    output: '',
    messages: `sdmp-bridge: the configuration cannot be read: ${file}: no such file or folder\n`,
  });
});

test('a wrong configuration is a line per problem and exit code 2, with and without run', async () => {
  const file = join(temporaryDirectory(), 'wrong.yaml');
  writeFileSync(file, 'upstreams: 1\nhtpp: {}\n');
  const expected = {
    exitCode: 2,
    output: '',
    messages: `${file}:1:1: upstreams must be a list of dialers, at least one, not 1\n${file}:2:1: htpp is unknown: did you mean http?\n`,
  };
  expect(await runProgram('run', file)).toEqual(expected);
  expect(await runWords([file])).toEqual(expected);
});

test('without a configuration it says how', async () => {
  const { exitCode, messages } = await runWords([]);
  expect(exitCode).toBe(2);
  expect(messages).toMatch(/^sdmp-bridge: name a configuration file, .*\n$/);
});

test.each(['listen', 'http'])('a port of %s that is taken is one line and exit code 1', async (what) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const file = join(temporaryDirectory(), 'taken.yaml');
  const ports =
    what === 'listen'
      ? `listen: [{ port: ${port} }]\nhttp: { port: off }`
      : `listen: [{ port: 0 }]\nhttp: { port: ${port} }`;
  writeFileSync(file, `upstreams: [{ name: a, host: 127.0.0.1, port: 1, persistToken: a }]\n${ports}\n`);
  const { exitCode, messages } = await runProgram(file);
  expect(exitCode).toBe(1);
  expect(messages).toMatch(new RegExp(`^sdmp-bridge: Cannot .*127\\.0\\.0\\.1:${port}: the port is taken.*\\n$`));
});

test.each([
  [['chekc', 'bridge.yaml'], "there is no command 'chekc': did you mean check?"],
  [['chekc'], "there is no command 'chekc': did you mean check?"],
  [
    ['help', 'nonsense'],
    "there is no command 'nonsense': the commands are run, check, print-config, incidents, dead-letters, schema, completion",
  ],
])('a mistyped command is said to be one: %j', async (words, expected) => {
  expect(await runWords(words)).toEqual({ exitCode: 2, output: '', messages: `sdmp-bridge: ${expected}\n` });
});

test('the help has every key', async () => {
  const { exitCode, output } = await runWords(['run', '--help']);
  expect(exitCode).toBe(0);
  expect(output).toContain('upstreams[].persistToken: ');
});

test(`${verifies('CMP-1')}its command lines are completed, too`, async () => {
  const { exitCode, output } = await runWords(['completion', 'bash']);
  expect(exitCode).toBe(0);
  for (const name of ['run', 'check', 'print-config', 'incidents', '--connect']) expect(output).toContain(name);
  expect((await runWords(['completion', 'tcsh'])).exitCode).toBe(2);
});
