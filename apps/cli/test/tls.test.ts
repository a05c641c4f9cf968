import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { type Authority, type CertificateFiles, createAuthority } from '@sdmp/testkit';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runCli, startCli } from './support/start-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'sdmp-cli-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ours: Authority;
let theirs: Authority;
let server: CertificateFiles;
let own: CertificateFiles;
const here = { names: ['IP:127.0.0.1'] };

beforeAll(async () => {
  const other = mkdtempSync(join(folder, 'other-'));
  ours = await createAuthority(folder, '/CN=Ours');
  theirs = await createAuthority(other, '/CN=Theirs');
  server = await ours.issue({ subject: '/CN=service', ...here });
  own = await ours.issue({ subject: '/O=north/CN=ann' });
});

async function startSecure(words: readonly string[] = [], files = server) {
  const listen = ['--listen', '127.0.0.1:0', '--listen-unicode', 'off', '--listen-tls', '127.0.0.1:0'];
  const certificate = ['--certificate-file', files.certificateFile, '--key-file', files.keyFile];
  const unicode = ['--listen-unicode-tls', '127.0.0.1:0'];
  const cli = startCli(['serve', '--memory', ...listen, ...unicode, ...certificate, ...words]);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  const lines = /listening ascii (\S+)\nlistening ascii-tls (\S+)\nlistening unicode-tls (\S+)\n/;
  const [, plain = '', ascii = '', unicodeTls = ''] = await cli.untilPrinted(lines);
  return { cli, plain, ascii, unicode: unicodeTls };
}

const trusting = (): string[] => ['--tls', '--ca-file', ours.certificateFile];

test(`${verifies('TR-3')}serve listens by TLS in both encodings; tail and send connect`, async () => {
  const { ascii, unicode, plain } = await startSecure(['--simulate', '200/s']);
  for (const words of [[ascii], [unicode, '--unicode']]) {
    const { exitCode, printed, said } = await runCli([
      'tail',
      ...words,
      ...trusting(),
      '--count',
      '2',
      '--format',
      'json',
    ]);
    expect([exitCode, printed.trim().split('\n').length], said).toEqual([0, 2]);
    const sent = await runCli(['send', ...words, String.raw`VS\TKhello`, ...trusting(), '--count', '1']);
    expect(sent).toMatchObject({ exitCode: 0, printed: 'MV\\TKhello\n' });
  }
  expect((await runCli(['send', plain, String.raw`VS\TKhello`, '--count', '1'])).exitCode).toBe(0);
});

test(`${verifies('TLS-1')}send says in one line what is wrong with a certificate; --server-name and --tls-insecure change it`, async () => {
  const elsewhere = await ours.issue({ subject: '/CN=x', names: ['DNS:dialer.example'] });
  const { ascii } = await startSecure([], elsewhere);
  const send = (...words: readonly string[]) => runCli(['send', ascii, String.raw`VS\TKa`, '--count', '1', ...words]);
  expect(await send(...trusting())).toMatchObject({
    exitCode: 1,
    said: `sdmp: Cannot connect: the certificate of ${ascii} is refused: it is for DNS:dialer.example; connect by such a name, or set the server name\n`,
  });
  expect(await send(...trusting(), '--server-name', 'dialer.example')).toMatchObject({ exitCode: 0, said: '' });
  const stranger = await send('--tls', '--ca-file', theirs.certificateFile, '--server-name', 'dialer.example');
  expect(stranger.said).toContain('its authority "CN=Ours" is not trusted here');
  expect(await send('--tls', '--tls-insecure')).toMatchObject({
    exitCode: 0,
    said: expect.stringMatching(/^WARNING: --tls-insecure takes any certificate: .*\n$/),
  });
  expect(await send('--tls', '--ca-file', join(folder, 'none.pem'))).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(/^sdmp: .*none\.pem cannot be read \(ENOENT.*\)\n$/),
  });
});

test(`${verifies('TLS-4')}plain at the TLS port and TLS at the plain port end within a second, in words`, async () => {
  const { ascii, plain, cli } = await startSecure();
  const atTls = await runCli(['send', ascii, String.raw`VS\TKa`]);
  expect(atTls).toMatchObject({ exitCode: 1, printed: expect.stringContaining('This port speaks TLS') });
  const atPlain = await runCli(['send', plain, String.raw`VS\TKa`, ...trusting()]);
  expect(atPlain).toMatchObject({
    exitCode: 1,
    said: `sdmp: Cannot connect: ${plain} does not speak TLS: connect without TLS, or to its TLS port\n`,
  });
  await cli.untilSaid(/it does not speak TLS, and this port does/);
  await cli.untilSaid(/it speaks TLS, and this port does not/);
  const foreign = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])));
  });
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  onTestFinished(() => void foreign.close());
  const address = foreign.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await runCli(['send', `127.0.0.1:${port}`, String.raw`VS\TKa`])).toMatchObject({
    exitCode: 1,
    said: `sdmp: Cannot connect: 127.0.0.1:${port} speaks TLS: add --tls, or name its plain port\n`,
  });
});

test(`${verifies('TLS-3')}a client certificate lets in the user that it names, without UA`, async () => {
  const users = join(folder, 'users.jsonl');
  const passwordFile = join(folder, 'ann.txt');
  writeFileSync(passwordFile, 'secret\n', { mode: 0o600 });
  await runCli(['user', 'add', users, '--tenant', 'north', '--name', 'ann', '--password-file', passwordFile]);
  const certificates = ['--client-ca-file', ours.certificateFile, '--certificate-users', '--users', users];
  const { ascii } = await startSecure(certificates);
  const send = ['send', ascii, String.raw`EO\TXa\SO\FO\TKt`, '--count', '1', ...trusting()];
  const mine = ['--certificate-file', own.certificateFile, '--key-file', own.keyFile];
  expect(await runCli([...send, ...mine])).toMatchObject({ exitCode: 0, printed: 'MV\\TKt\n' });
  const without = await runCli(send);
  expect(without).toMatchObject({
    exitCode: 1,
    printed: expect.stringContaining('none was given, and this port asks for one'),
  });
});

test(`${verifies('TLS-2')}a renewed certificate is taken over while a subscriber stays`, async () => {
  const files = { certificateFile: join(folder, 'live.pem'), keyFile: join(folder, 'live.key') };
  const replace = (by: CertificateFiles): void => {
    copyFileSync(by.certificateFile, files.certificateFile);
    copyFileSync(by.keyFile, files.keyFile);
  };
  replace(server);
  const { cli, ascii } = await startSecure(['--simulate', '20/s'], files);
  const tail = startCli(['tail', ascii, ...trusting(), '--format', 'json']);
  onTestFinished(async () => {
    tail.kill('SIGTERM');
    await tail.ended;
  });
  await tail.untilPrinted(/\n/);
  replace(await theirs.issue({ subject: '/CN=service', ...here }));
  await cli.untilSaid(/The files of TLS were read again from .*live\.pem, .*live\.key/);
  const seen = tail.printed().length;
  const renewed = ['--tls', '--ca-file', theirs.certificateFile];
  expect((await runCli(['send', ascii, String.raw`VS\TKa`, ...renewed, '--count', '1'])).exitCode).toBe(0);
  await expect.poll(() => tail.printed().length).toBeGreaterThan(seen);
  expect(tail.said()).not.toContain('disconnected');
});

test.each([
  [['tail', '127.0.0.1:1', '--ca-file', 'x'], '--ca-file needs --tls'],
  [['send', '127.0.0.1:1', '--tls-insecure'], '--tls-insecure needs --tls'],
  [['tail', '127.0.0.1:1', '--tls', '--key-file', 'x'], '--certificate-file and --key-file go together'],
  [
    ['serve', '--memory', '--listen-tls', '127.0.0.1:0'],
    '--listen-tls and --listen-unicode-tls need --certificate-file and --key-file',
  ],
  [['serve', '--memory', '--client-ca-file', 'x'], 'TLS files need --listen-tls or --listen-unicode-tls'],
])(`${verifies('TR-3')}wrong usage is said: %s`, async (words, line) => {
  const { exitCode, said } = await runCli(words);
  expect([exitCode, said]).toEqual([2, expect.stringContaining(line)]);
});
