import { judge } from '../src/doctor/clock-step.ts';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateFiles, createAuthority, startBlackHole, startLink, startSimulatedDialer } from '@sdmp/testkit';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { stepLine } from '../src/doctor/print-step.ts';
import type { Step } from '../src/doctor/step.ts';
import { fakeTerminal } from './support/fake-terminal.ts';
import { runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'sdmp-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let certificate: CertificateFiles;
let authority = '';

beforeAll(async () => {
  const ours = await createAuthority(folder, '/CN=Ours');
  certificate = await ours.issue({ subject: '/CN=service', names: ['IP:127.0.0.1'] });
  authority = ours.certificateFile;
});

interface Found {
  readonly exitCode: number | null;
  /** `step:state`, in order. */
  readonly states: readonly string[];
  readonly step: (name: string) => Step | undefined;
}

async function examine(address: string, ...words: readonly string[]): Promise<Found> {
  // What answers has all the time that a busy machine takes; a later --timeout counts.
  const { exitCode, printed } = await runCli(['doctor', address, '--json', '--timeout', '60s', ...words]);
  const steps = printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Step);
  return {
    exitCode,
    states: steps.map(({ step, state }) => `${step}:${state}`),
    step: (name) => steps.find(({ step }) => step === name),
  };
}

/** Something that listens. Gives its address. */
async function listener(connected: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    connected(socket);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

const healthy = ['resolve', 'connect', 'TLS', 'encoding', 'framing', 'authentication', 'EO', 'release', 'heartbeat'];

test('a service that is well passes every step, in both encodings', async () => {
  const service = await startService(['--memory', '--simulate', '50/s']);
  for (const words of [[service.ascii], [service.unicode, '--unicode']]) {
    const [address = '', ...more] = words;
    const { exitCode, states } = await examine(address, ...more);
    expect({ exitCode, states }).toEqual({
      exitCode: 0,
      states: [...healthy.map((step) => `${step}:ok`), 'clock:skipped'],
    });
  }
});

test('for people each step is a line with a symbol', async () => {
  const service = await startService(['--memory']);
  const { exitCode, printed } = await runCli(['doctor', service.ascii]);
  expect(exitCode).toBe(0);
  expect(printed.trimEnd().split('\n')).toHaveLength(10);
  expect(printed).toMatch(/^✓ resolve {9}127\.0\.0\.1 is an address\n✓ connect {9}127\.0\.0\.1:\d+ in /);
});

test('on a terminal what does not fit continues below its beginning; words and a pipe stay whole', () => {
  const found = 'only the data of EC bears the time of the dialer, and EC was rejected with error 9003';
  const at = (columns: number, isInteractive = true): string =>
    stepLine(
      { step: 'clock', state: 'skipped', found },
      { ...fakeTerminal(), columns, isInteractive, hasColours: false },
    );
  expect(at(60)).toBe(
    [
      '  clock           only the data of EC bears the time of the',
      '                  dialer, and EC was rejected with error',
      '                  9003\n',
    ].join('\n'),
  );
  for (const line of [at(200), at(60, false), at(30)]) expect(line).toBe(`  clock           ${found}\n`);
});

test('a simulated dialer passes, and keeps no subscription', async () => {
  const dialer = await startSimulatedDialer({ outcomesPerSecond: 50 });
  onTestFinished(() => dialer.stop());
  const { exitCode, states } = await examine(dialer.address);
  expect({ exitCode, states: states.slice(0, 9) }).toEqual({
    exitCode: 0,
    states: healthy.map((step) => `${step}:ok`),
  });
  const { transactions } = await dialer.until(({ sessions }) => sessions === 0);
  expect(transactions).toEqual([]);
});

test('a name that nobody has', async () => {
  const { exitCode, step, states } = await examine('no-such-name.invalid:6502');
  expect(exitCode).toBe(1);
  expect(step('resolve')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('no-such-name.invalid') as string,
  });
  expect(states.slice(1)).toEqual(expect.arrayContaining(['connect:skipped', 'EO:skipped']));
});

test('a port where nobody listens', async () => {
  const { exitCode, step } = await examine('127.0.0.1:1');
  expect(exitCode).toBe(1);
  expect(step('connect')).toEqual({
    step: 'connect',
    state: 'failed',
    found: '127.0.0.1:1: connection refused',
    advice: expect.stringContaining('6502') as string,
  });
});

test('an address that never answers', async () => {
  await using hole = await startBlackHole();
  const { exitCode, step } = await examine(`127.0.0.1:${hole.port}`, '--timeout', '300ms');
  expect(exitCode).toBe(1);
  expect(step('connect')).toMatchObject({ state: 'failed', advice: expect.stringContaining('firewall') as string });
});

test('TLS where none is, none where TLS is, and a certificate that nobody trusts', async () => {
  const files = ['--certificate-file', certificate.certificateFile, '--key-file', certificate.keyFile];
  const words = [
    'serve',
    '--memory',
    '--listen',
    '127.0.0.1:0',
    '--listen-unicode',
    'off',
    '--listen-tls',
    '127.0.0.1:0',
  ];
  const cli = startCli([...words, ...files]);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  const [, plain = '', secure = ''] = await cli.untilPrinted(/listening ascii (\S+)\nlistening ascii-tls (\S+)\n/);
  expect((await examine(secure)).step('TLS')).toMatchObject({ state: 'failed', found: 'the service speaks TLS' });
  expect((await examine(plain, '--tls')).step('TLS')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('does not speak TLS') as string,
  });
  expect((await examine(secure, '--tls')).step('TLS')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('certificate') as string,
  });
  const good = await examine(secure, '--tls', '--ca-file', authority);
  expect(good.exitCode).toBe(0);
  expect(good.step('TLS')).toMatchObject({
    found: expect.stringMatching(/^TLSv1\.[23]; the certificate is right/) as string,
  });
});

test('the wrong encoding, either way', async () => {
  const service = await startService(['--memory']);
  const wide = await examine(service.unicode, '--timeout', '5s');
  expect(wide.step('encoding')).toMatchObject({
    state: 'failed',
    advice: expect.stringContaining('--unicode') as string,
  });
  const narrow = await examine(service.ascii, '--unicode');
  expect(narrow.step('encoding')).toMatchObject({ state: 'failed', found: 'the service answers in 8-bit characters' });
});

test('a login that is missing, refused, and right', async () => {
  const users = join(folder, 'users.jsonl');
  const right = join(folder, 'right.txt');
  const wrong = join(folder, 'wrong.txt');
  writeFileSync(right, 'secret\n', { mode: 0o600 });
  writeFileSync(wrong, 'guess\n', { mode: 0o600 });
  await runCli(['user', 'add', users, '--tenant', 'north', '--name', 'ann', '--password-file', right]);
  const service = await startService(['--memory', '--users', users]);
  const as = (file: string): string[] => ['--user-tenant', 'north', '--user', 'ann', '--password-file', file];
  const none = await examine(service.ascii);
  expect(none.step('authentication')).toMatchObject({ state: 'failed', found: 'the service asks for a login' });
  const refused = await examine(service.ascii, ...as(wrong));
  expect(refused.step('authentication')).toMatchObject({
    state: 'failed',
    advice: expect.stringContaining('password') as string,
  });
  expect(JSON.stringify(refused.step('authentication'))).not.toContain('guess');
  const accepted = await examine(service.ascii, ...as(right));
  expect(accepted.states.slice(5)).toEqual([
    'authentication:ok',
    'EO:ok',
    'release:ok',
    'heartbeat:ok',
    'clock:skipped',
  ]);
});

test('an old release is a warning that names what to give', async () => {
  const service = await startService(['--memory', '--release', '10.6.200']);
  const { exitCode, step } = await examine(service.ascii);
  expect(exitCode).toBe(0);
  expect(step('release')).toMatchObject({
    state: 'warning',
    found: 'older than 10.6.660',
    advice: expect.stringContaining('--release') as string,
  });
});

test('a peer that accepts and says nothing', async () => {
  const address = await listener((socket) => socket.resume());
  const { exitCode, step, states } = await examine(address, '--timeout', '200ms');
  expect(exitCode).toBe(1);
  expect(step('encoding')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('no answer within 200 ms') as string,
  });
  expect(states.at(-1)).toBe('clock:skipped');
});

test('a peer that falls silent behind its greeting', async () => {
  const service = await startService(['--memory']);
  const [host = '', port = ''] = service.ascii.split(':');
  const link = await startLink({ target: { host, port: Number(port) } });
  onTestFinished(() => link.close());
  let isCut = false;
  const cutting = link
    .until(({ carried }) => carried > 0 && !isCut)
    .then(() => {
      isCut = true;
      link.cut({ how: 'withheld-terminator' });
    });
  const { exitCode, states } = await examine(link.address, '--timeout', '400ms');
  await cutting;
  expect(exitCode).toBe(1);
  expect(states.filter((state) => state.endsWith(':failed'))).toHaveLength(1);
});

test('something that listens and speaks another language', async () => {
  const web = await listener((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const { exitCode, step } = await examine(web);
  expect(exitCode).toBe(1);
  expect(step('framing')).toMatchObject({
    state: 'failed',
    found: expect.stringContaining('HTTP/1.1 400 Bad Request') as string,
  });
});

test('a peer that closes each connection', async () => {
  const address = await listener((socket) => socket.end());
  const { step } = await examine(address);
  expect(step('encoding')).toMatchObject({ state: 'failed', found: expect.stringContaining('closes') as string });
});

test('the clock of a dialer is compared by the time of its campaigns', async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const { exitCode, step } = await examine(dialer.address);
  expect(exitCode).toBe(0);
  expect(step('clock')).toMatchObject({ state: 'ok', found: 'within 2 s of this machine (zone of the dialer: UTC)' });
  const service = await startService(['--memory']);
  const without = await examine(service.ascii);
  expect(without.step('clock')).toMatchObject({
    state: 'skipped',
    found: expect.stringMatching(
      /^only the data of EC bears the time of the dialer, and EC was rejected with error \d+/,
    ) as string,
  });
});

test.each([
  [0, 'ok', 'within 2 s'],
  [60 * 60_000 + 500, 'ok', 'zone of the dialer: UTC+1 h'],
  [-5 * 60 * 60_000 - 30 * 60_000 + 4000, 'warning', 'ahead of this machine by 4 s (its zone: UTC-5 h 30 min)'],
  [-60_000, 'ok', 'of 1 min ago'],
  [-40 * 24 * 60 * 60_000, 'ok', 'CZ is of 40 d ago'],
  [40 * 24 * 60 * 60_000, 'warning', 'CZ is of 40 d ahead'],
])('a time %i ms apart is judged %s: %s', (apart, state, found) => {
  const now = Date.parse('2026-11-22T09:00:00Z');
  expect(judge(now + apart, now)).toMatchObject({ state, found: expect.stringContaining(found) as string });
});
