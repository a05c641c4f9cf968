import { connect } from 'node:net';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { type Cli, runCli, startCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** A command that listens, and where. */
async function started(...words: readonly string[]): Promise<Cli & { readonly address: string }> {
  const cli = startCli(words);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  const [, address = ''] = await cli.untilPrinted(/listening \S+ (127\.0\.0\.1:\d+)\n/);
  return { ...cli, address };
}

async function startDialer() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  return dialer;
}

/** A service that speaks TLS alone. */
async function secureService({ serving }: Certificates): Promise<string> {
  const words = ['--memory', '--listen', 'off', '--listen-unicode', 'off', '--listen-tls', '127.0.0.1:0', ...serving];
  return (await started('serve', ...words)).address;
}

const send = (address: string, ...words: readonly string[]) =>
  runCli(['send', address, String.raw`VS\TKhello`, '--count', '1', ...words]);

const answer = { exitCode: 0, printed: 'MV\\TKhello\n', said: '' };

test(`${verifies('LF-4')}the proxy speaks TLS to the application, to the dialer, and to both, and shows what was encrypted`, async () => {
  const certificates = await makeCertificates();
  const { trusting, listening } = certificates;
  const dialer = await startDialer();
  const service = await secureService(certificates);
  const secureListener = ['--listen-tls', '127.0.0.1:0', ...listening];
  const toDialer = await started('proxy', service, ...trusting);
  expect(await send(toDialer.address)).toEqual(answer);
  const toApplication = await started('proxy', dialer.address, ...secureListener);
  expect(toApplication.printed()).toContain('listening ascii-tls ');
  expect(await send(toApplication.address, ...trusting)).toEqual(answer);
  const both = await started('proxy', service, ...trusting, ...secureListener);
  expect(await send(both.address, ...trusting)).toEqual(answer);
  for (const proxy of [toDialer, toApplication, both]) {
    await proxy.untilPrinted(/"to":"target".*"code":"VS"[^]*"to":"client".*"code":"MV"[^]*"closed"/);
  }
});

test(`${verifies('LF-4')}a certificate that is refused, and an application that does not speak TLS, are said in a line`, async () => {
  const certificates = await makeCertificates();
  const stranger = await makeCertificates();
  const service = await secureService(certificates);
  const listening = ['--listen-tls', '127.0.0.1:0', ...certificates.listening];
  const proxy = await started('proxy', service, ...stranger.trusting, ...listening);
  expect(await send(proxy.address, ...certificates.trusting)).toMatchObject({ exitCode: 1 });
  await proxy.untilSaid(
    /^sdmp: the certificate of 127\.0\.0\.1:\d+ is refused: its authority "CN=Ours" is not trusted here/m,
  );
  const plain = await send(proxy.address);
  expect(plain).toMatchObject({ exitCode: 1, printed: expect.stringContaining('This port speaks TLS') });
  await proxy.untilSaid(/is closed: it does not speak TLS, and this port does\n/);
  expect((await runCli(['proxy', service, '--tls', '--ca-file', 'none.pem'])).said).toMatch(
    /^sdmp: none\.pem cannot be read \(ENOENT.*\)\n$/,
  );
});

test(`${verifies('LF-1', 'LF-4')}links fail by TLS as they do in the clear`, async () => {
  const certificates = await makeCertificates();
  const { trusting, listening } = certificates;
  const service = await secureService(certificates);
  const proxy = await started('proxy', service, ...trusting, '--listen-tls', '127.0.0.1:0', ...listening);
  const fail = async (line: string): Promise<void> => {
    const told = proxy.said().length;
    proxy.feed(`${line}\n`);
    await expect.poll(() => proxy.said().slice(told)).toMatch(/ (begins|ends)\n/);
  };
  await fail('freeze for 200ms');
  expect(await send(proxy.address, ...trusting, '--wait', '10s')).toEqual(answer);
  await fail('withheld-terminator');
  expect((await send(proxy.address, ...trusting, '--wait', '300ms')).printed).toBe('');
  await fail('restore');
  await fail('half-frame');
  expect((await send(proxy.address, ...trusting)).printed).toBe('');
  await fail('restore');
  await fail('black-hole');
  // Not even a handshake gets through; its end is that of the connections, when the link is restored.
  const lost = startCli(['send', proxy.address, String.raw`VS\TKhello`, ...trusting]);
  await proxy.untilPrinted(/"discarded","to":"target"/);
  await fail('restore');
  expect(await lost.ended).toBe(1);
  for (const how of ['slice size 1', 'duplicate', 'latency by 20ms jitter 20ms']) {
    await fail(how);
    expect(await send(proxy.address, ...trusting)).toEqual(answer);
    await fail('restore');
  }
  for (const how of ['reset', 'close', 'half-open', 'half-open to target', 'refuse']) {
    const open = startCli(['send', proxy.address, String.raw`VS\TKhello`, ...trusting, '--wait', '1m']);
    await open.untilPrinted(/MV/);
    await fail(how);
    // A half-open end is learned when the link is restored.
    if (how === 'half-open') await fail('restore');
    await open.ended;
    if (how === 'half-open to target' || how === 'refuse') await fail('restore');
  }
  expect(await send(proxy.address, ...trusting)).toEqual(answer);
});

test(`${verifies('LF-4')}a simulated dialer listens by TLS, asks for certificates, and tells a plain client so`, async () => {
  const { authority, serving, trusting } = await makeCertificates();
  const words = ['simulate', '--rate', '200/s', ...serving];
  const dialer = await started(...words, '--listen-tls', '127.0.0.1:0');
  const tail = ['tail', dialer.address, '--count', '3', '--format', 'json'];
  const { exitCode, printed } = await runCli([...tail, ...trusting]);
  expect([exitCode, printed.trim().split('\n').length]).toEqual([0, 3]);
  expect((await send(dialer.address)).printed).toContain('This port speaks TLS');
  await dialer.untilSaid(/it does not speak TLS, and this port does\n/);
  const unicode = await started(...words, '--listen-tls', '127.0.0.1:0', '--unicode');
  expect(await send(unicode.address, ...trusting, '--unicode')).toEqual(answer);
  const strict = await started(...words, '--listen-tls', '127.0.0.1:0', '--client-ca-file', authority.certificateFile);
  expect((await send(strict.address, ...trusting)).printed).toContain('none was given, and this port asks for one');
  const { certificateFile, keyFile } = await authority.issue({ subject: '/CN=ann' });
  const own = ['--certificate-file', certificateFile, '--key-file', keyFile];
  expect(await send(strict.address, ...trusting, ...own)).toEqual(answer);
});

test(`${verifies('LF-4')}what passed by TLS is captured, and replayed to and as a TLS service`, async () => {
  const certificates = await makeCertificates();
  const { trusting, listening } = certificates;
  const service = await secureService(certificates);
  const file = join(temporaryFolder(), 'capture.jsonl');
  const capture = startCli(['capture', service, ...trusting, '--listen', '127.0.0.1:0', '--output', file]);
  const [, address = ''] = await capture.untilSaid(/listening ascii (\S+)\n/);
  expect(await send(address)).toEqual(answer);
  capture.kill('SIGTERM');
  expect(await capture.ended).toBe(0);
  expect((await runCli(['replay', file, service, ...trusting])).said).toContain('1 connection, 1 frame sent');
  const dialer = await started('replay', file, '--listen-tls', '127.0.0.1:0', ...listening);
  expect(await send(dialer.address, ...trusting)).toEqual(answer);
  expect(await dialer.ended).toBe(0);
});

test.each([
  [
    ['proxy', '127.0.0.1:1', '--listen-tls', '127.0.0.1:0'],
    '--listen-tls needs --listen-certificate-file and --listen-key-file',
  ],
  [
    ['proxy', '127.0.0.1:1', '--listen-key-file', 'x'],
    '--listen-certificate-file and --listen-key-file need --listen-tls',
  ],
  [['capture', '127.0.0.1:1', '--ca-file', 'x'], '--ca-file needs --tls'],
  [
    [
      'proxy',
      '127.0.0.1:1',
      '--listen-tls',
      '127.0.0.1:0',
      '--listen-certificate-file',
      'x',
      '--listen-key-file',
      'y',
      '--key-file',
      'z',
    ],
    '--key-file needs --tls; what belongs to --listen-tls begins with --listen-',
  ],
  [
    ['proxy', '127.0.0.1:1', '--listen', '127.0.0.1:0', '--listen-tls', '127.0.0.1:0'],
    "'--listen-tls <host:port>' cannot be used with option '--listen <host:port>'",
  ],
  [['simulate', '--listen-tls', '127.0.0.1:0'], '--listen-tls needs --certificate-file and --key-file'],
  [['simulate', '--key-file', 'x'], 'TLS files need --listen-tls'],
])(`${verifies('LF-4')}wrong usage is said: %s`, async (words, line) => {
  const { exitCode, said } = await runCli(words);
  expect([exitCode, said]).toEqual([2, expect.stringContaining(line)]);
});

/** An application on a plain socket, and what it received. */
function application(address: string, text: string) {
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('data', (bytes: Buffer) => {
    received += bytes.toString('latin1');
  });
  socket.write(`${text}\0`);
  return { socket, received: () => received };
}

const request = String.raw`EO\CNSales1\TXt\PSapp\FO\SO\TKone`;

test(`${verifies('LF-1')}a direction fails alone, by a line and in a scenario`, async () => {
  const dialer = await startDialer();
  const proxy = await started('proxy', dialer.address);
  const { socket, received } = application(proxy.address, request);
  await expect.poll(received).toContain('WP');
  proxy.feed('freeze to client\n');
  await proxy.untilSaid(/freeze to client begins/);
  socket.write('VS\\TKtwo\0');
  // What the application sends arrives; what the dialer says does not.
  await dialer.received('VS');
  const before = received();
  proxy.feed('black-hole to target\n');
  await proxy.untilSaid(/black-hole to target begins/);
  socket.write('VS\\TKlost\0');
  await proxy.untilPrinted(/"event":"discarded","to":"target"/);
  expect(received()).toBe(before);
  // One direction replaces the other's condition nowhere.
  expect(proxy.said()).not.toContain('ends');
  proxy.feed('latency by 1ms to client\nlatency by 2ms\n');
  await proxy.untilSaid(/latency to client ends\nlatency begins/);
  dialer.record(['CN', 'Sales1', 'RE', '10']);
  proxy.feed('freeze to client for 1ms\n');
  await proxy.untilSaid(/freeze to client ends\nfreeze to client begins\nfreeze to client ends/);
  await expect.poll(received).toContain('OZ');
  expect(received()).toContain('TKtwo');
  proxy.feed('half-open\n');
  await proxy.untilSaid(/black-hole to target ends\nhalf-open begins/);
  proxy.feed('freeze to target\n');
  await proxy.untilSaid(/half-open ends\nfreeze to target begins/);
});
