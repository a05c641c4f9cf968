import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { jsonLines } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** Runs command lines of a user with a home of their own. */
function user(more: Readonly<Record<string, string>> = {}) {
  const home = temporaryFolder();
  const run = (...words: readonly string[]) => runCli(words, '', { HOME: home, ...more });
  return { run, file: join(home, '.config', 'sdmp', 'contexts.json') };
}

test(`${verifies('CTX-1')}endpoints are saved, listed, shown, used and removed; the file is for its owner alone`, async () => {
  const { run, file } = user();
  expect((await run('context', 'list')).printed).toBe('');
  await run('context', 'add', 'north', 'dialer.example:6502', '--user', 'ann', '--password-file', 'ann.txt', '--tls');
  await run('context', 'add', 'south', 'dialer.example', '--unicode');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await run('context', 'use', 'south')).exitCode).toBe(0);
  expect((await run('context', 'list')).printed).toBe(
    '  north  dialer.example:6502 --tls --user ann --password-file ann.txt\n* south  dialer.example --unicode\n',
  );
  expect((await run('context', 'list', '--format', 'names')).printed).toBe('north\nsouth\n');
  expect(jsonLines((await run('context', 'show')).printed)).toEqual([
    { name: 'south', address: 'dialer.example', unicode: true },
  ]);
  await run('context', 'remove', 'south');
  const none = await run('context', 'show');
  expect(none).toMatchObject({ exitCode: 2, said: expect.stringContaining('no context is in use') as string });
  expect(readFileSync(file, 'utf8')).not.toContain('south');
});

test(`${verifies('CTX-1')}a word counts before SDMP_HOST, and that before the context in use`, async () => {
  const service = await startService(['--memory']);
  const { run, file } = user();
  await run('context', 'add', 'here', service.ascii);
  await run('context', 'add', 'wide', service.unicode, '--unicode');
  await run('context', 'add', 'nowhere', '127.0.0.1:1');
  await run('context', 'use', 'here');
  for (const words of [[], ['here'], ['@here'], ['@'], ['wide'], [service.ascii]]) {
    const { exitCode, said } = await run('doctor', ...words);
    expect({ exitCode, said }, words.join(' ')).toEqual({ exitCode: 0, said: '' });
  }
  const message = String.raw`VS\TKa`;
  for (const words of [[message], ['@', message], ['here', message]]) {
    expect((await run('send', ...words, '--count', '1')).printed, words.join(' ')).toBe('MV\\TKa\n');
  }
  const elsewhere = { HOME: join(file, '..', '..', '..'), SDMP_HOST: 'nowhere' };
  expect((await runCli(['doctor'], '', elsewhere)).exitCode).toBe(1);
  expect((await runCli(['doctor', '@here'], '', elsewhere)).exitCode).toBe(0);
  expect((await runCli(['doctor'], '', { SDMP_HOST: service.ascii })).exitCode).toBe(0);
});

test(`${verifies('CTX-1')}options of the command line count before those of the context`, async () => {
  const service = await startService(['--memory']);
  const { run } = user();
  await run('context', 'add', 'wrong', service.ascii, '--unicode');
  expect((await run('doctor', 'wrong', '--timeout', '500ms')).exitCode).toBe(1);
  expect((await run('doctor', 'wrong', '--encoding', 'windows-1252')).exitCode).toBe(0);
});

test(`${verifies('CTX-1')}what is wrong with a name or the file is one line`, async () => {
  const { run, file } = user();
  await run('context', 'add', 'north', '127.0.0.1:1');
  expect((await run('tail', '@nort')).said).toBe(
    "sdmp: there is no context 'nort': did you mean @north? (see 'sdmp help tail')\n",
  );
  expect((await run('context', 'add', 'a:b', '127.0.0.1:1')).exitCode).toBe(2);
  expect((await run('context', 'add', 'big', '127.0.0.1:99999')).said).toContain('The port 99999 is too large');
  expect((await run('tail')).said).toContain('SDMP_HOST');
  writeFileSync(file, '{"version":1,"contexts":[]}');
  expect(await run('tail', '@north')).toMatchObject({ exitCode: 1, said: expect.stringContaining(file) as string });
});
