import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parkToken } from './support/park-token.ts';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const timeout = 60_000;

function secret(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  return file;
}

async function addUser(folder: string, tenant: string, name: string, ...more: readonly string[]): Promise<string> {
  const file = join(folder, 'users.jsonl');
  const passwordFile = secret(folder, `${name}.txt`, `password of ${name}`);
  const words = ['--tenant', tenant, '--name', name, '--password-file', passwordFile, ...more];
  const { exitCode, said } = await runCli(['user', 'add', file, ...words]);
  expect([exitCode, said]).toEqual([0, `User ${name} of tenant ${tenant} is in ${file}.\n`]);
  return file;
}

let folder = '';
let users = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdmp-users-'));
  await addUser(folder, 'north', 'ann');
  secret(folder, 'bob.txt', 'password of bob');
  users = await addUser(folder, 'landlord', 'SYSTEM');
}, timeout);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const as = (tenant: string, name: string): string[] => [
  '--tenant',
  tenant,
  '--user',
  name,
  '--password-file',
  join(folder, `${name}.txt`),
];

test(`${verifies('AU-1', 'AU-2', 'AU-3')}with --users each gets the outcomes of his tenant, the landlord all`, {
  timeout,
}, async () => {
  const service = await startService(['--memory', '--users', users, '--feed', '-']);
  expect(service.said()).not.toContain('No users are set');
  const park = String.raw`EO\TXapp\PSapp\FO\SO\TK1`;
  for (const words of [as('north', 'ann'), as('landlord', 'SYSTEM')]) {
    const { exitCode, printed } = await runCli(['send', service.ascii, park, '--count', '2', ...words]);
    expect([exitCode, printed]).toEqual([0, 'MV\\TK1\nWP\\PSapp\n']);
    await parkToken(service.ascii, 'app', words);
  }
  service.feed('OZ\\TDnorth\\SI1\\RE10\nOZ\\TDsouth\\SI2\\RE10\n');
  await service.untilCommitted(2);
  const tail = async (count: number, words: readonly string[]): Promise<string> => {
    const what = ['--persist', 'app', '--count', String(count), '--format', 'frames', '--quiet'];
    return (await runCli(['tail', service.ascii, ...what, ...words])).printed;
  };
  expect(await tail(1, as('north', 'ann'))).toBe('OZ\\TXapp\\TDnorth\\SI1\\RE10\n');
  expect((await tail(2, as('landlord', 'SYSTEM'))).split('\n')).toHaveLength(3);
});

test(`${verifies('AU-2', 'CL-3')}who is not known is told why, and no password is`, { timeout }, async () => {
  const service = await startService(['--memory', '--users', users]);
  const wrong = ['--tenant', 'north', '--user', 'ann', '--password-file', join(folder, 'bob.txt')];
  const refused = 'sdmp: user ann of tenant north cannot authenticate: the password is wrong (status 2)\n';
  const tail = await runCli(['tail', service.ascii, '--quiet', ...wrong]);
  expect(tail).toEqual({ exitCode: 1, printed: '', said: refused });
  const sent = await runCli(['send', service.ascii, 'VS', ...wrong]);
  expect(sent).toEqual({ exitCode: 1, printed: '', said: refused });
  const stranger = await runCli(['tail', service.ascii, '--quiet']);
  expect([stranger.exitCode, stranger.said]).toEqual([1, expect.stringContaining('rejected with error 9020')]);
  expect(service.said()).toContain('failed');
  expect(service.said()).not.toContain('password of');
});

test(`${verifies('AU-2')}without --users that is said at the start, and a user is told so`, { timeout }, async () => {
  const service = await startService(['--memory']);
  await service.untilSaid(/^No users are set: anyone on this machine may subscribe/m);
  expect(service.ascii).toMatch(/^127\.0\.0\.1:/);
  const { exitCode, said } = await runCli(['tail', service.ascii, '--quiet', ...as('north', 'ann')]);
  expect([exitCode, said]).toEqual([1, expect.stringMatching(/cannot authenticate: .*no users.*error 9018/)]);
});

test(`${verifies('AU-3')}a user is added, replaced, listed and removed; the file is for its owner`, {
  timeout,
}, async () => {
  const own = temporaryFolder();
  const file = await addUser(own, 'north', 'ann');
  const words = ['--tenant', 'north', '--name', 'ann'];
  const password = ['--password-file', join(own, 'ann.txt')];
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await runCli(['user', 'add', file, ...words, ...password]);
  expect([again.exitCode, again.said]).toEqual([
    1,
    `sdmp: ${file} has the user ann of tenant north already: replace him, or choose another name\n`,
  ]);
  const before = readFileSync(file, 'utf8');
  await addUser(own, 'north', 'ann', '--replace', '--privileges', 'agent');
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  expect(readFileSync(file, 'utf8')).not.toContain('password of');
  const listed = '{"tenant":"north","name":"ann","privileges":["agent"],"permissionFlags":1}\n';
  expect((await runCli(['user', 'list', file])).printed).toBe(listed);
  expect((await runCli(['user', 'remove', file, ...words])).exitCode).toBe(0);
  expect((await runCli(['user', 'remove', file, ...words])).exitCode).toBe(1);
  expect((await runCli(['user', 'list', file])).printed).toBe('');
  expect(existsSync(`${file}.new`)).toBe(false);
});

test('a password file that everyone may read is warned about', { timeout }, async () => {
  const own = temporaryFolder();
  const file = secret(own, 'open.txt', 'password of ann');
  chmodSync(file, 0o644);
  const words = ['--tenant', 'north', '--name', 'ann', '--password-file', file];
  const { exitCode, said } = await runCli(['user', 'add', join(own, 'users'), ...words]);
  expect([exitCode, said]).toEqual([0, expect.stringContaining(`may read ${file}: chmod 600 it`)]);
});

test.each<[string, readonly string[], number, RegExp]>([
  ['a user without a password', ['tail', '127.0.0.1:1', '--user', 'a'], 2, /--user and --password-file go together/],
  ['no such privilege', ['user', 'add', 'x', '--privileges', 'root'], 2, /'root' is none; known are agent/],
  ['no users file', ['serve', '--memory', '--users', '/nowhere/users'], 1, /\/nowhere\/users: no such file/],
])('%s is said in one line', { timeout }, async (_, words, exitCode, line) => {
  const ended = await runCli(words);
  expect([ended.exitCode, ended.said]).toEqual([exitCode, expect.stringMatching(line)]);
  expect(ended.said.trimEnd().split('\n')).toHaveLength(1);
});
