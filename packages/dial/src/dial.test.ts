import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifies } from '@sdmp/requirements';
import { startBlackHole } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { inTurn } from './address-order.ts';
import { defaultAttemptDelayMs, dial, type DialOptions } from './dial.ts';
import { DialFailure } from './dial-failure.ts';

/** A listener on a loopback address, with its port. */
async function listenerOn(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => undefined).end('here'));
  server.listen({ host, port });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const named = (...addresses: string[]): Pick<DialOptions, 'host' | 'lookUp'> => ({
  host: 'service.example',
  lookUp: () => Promise.resolve(addresses),
});

async function reach(options: DialOptions): Promise<{ readonly at: string | undefined; readonly tookMs: number }> {
  const begun = performance.now();
  const socket: Socket = await dial(options);
  const tookMs = performance.now() - begun;
  const at = socket.remoteAddress;
  socket.destroy();
  return { at, tookMs };
}

/** An address where connecting neither succeeds nor fails; gives its port. */
async function blackHole(host: string): Promise<number> {
  const hole = await startBlackHole({ host });
  onTestFinished(() => hole.close());
  return hole.port;
}

/** Waits for timers of that delay, one begun after the other: a machine that stands still delays these and those of dialling alike. */
async function delays(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) await sleep(defaultAttemptDelayMs, undefined, { ref: false });
}

/** Delays that may pass until the system has told that a connection is there. */
const slack = 20;

test(`${verifies('CON-1')}an address that refuses is passed over at once`, async () => {
  const port = await listenerOn('127.0.0.9');
  const options = { ...named('127.0.0.2', '127.0.0.3', '127.0.0.9'), port, attemptDelayMs: 60_000 };
  expect((await reach(options)).at).toBe('127.0.0.9');
});

test(`${verifies('CON-1')}an address that never answers costs one delay, wherever it stands`, async () => {
  const port = await blackHole('127.0.0.4');
  await listenerOn('127.0.0.9', port);
  expect((await reach({ ...named('127.0.0.4', '127.0.0.9'), port })).at).toBe('127.0.0.9');
  expect((await reach({ ...named('127.0.0.9', '127.0.0.4'), port })).at).toBe('127.0.0.9');
});

test.for([1, 2, 5])(
  `${verifies('CON-1')}behind %i addresses that never answer it is reached within as many delays`,
  async (dead) => {
    const port = await blackHole('127.0.0.4');
    await listenerOn('127.0.0.9', port);
    const addresses = [...Array.from({ length: dead }, () => '127.0.0.4'), '127.0.0.9'];
    const reaching = reach({ ...named(...addresses), port });
    const tooLate = delays(dead + slack).then(() => ({ at: 'reached too late', tookMs: 0 }));
    const { at, tookMs } = await Promise.race([reaching, tooLate]);
    expect(at).toBe('127.0.0.9');
    // Timers may fire a millisecond early each.
    expect(tookMs).toBeGreaterThanOrEqual(dead * (defaultAttemptDelayMs - 2));
  },
);

test(`${verifies('CON-1')}a slow address is reached: its attempt continues while the others are tried`, async () => {
  await using slow = await startBlackHole({ host: '127.0.0.5' });
  await using dead = await startBlackHole({ host: '127.0.0.6', port: slow.port });
  const reaching = reach({ ...named(slow.host, dead.host, dead.host), port: slow.port });
  // Every attempt has begun by then. The system repeats the handshake that it dropped a second after the first.
  const answering = setTimeout(() => slow.answer(), 3 * defaultAttemptDelayMs);
  onTestFinished(() => clearTimeout(answering));
  const { at, tookMs } = await reaching;
  expect(at).toBe(slow.host);
  // An attempt that is given up for the next one would never have got there.
  expect(tookMs).toBeGreaterThan(3 * defaultAttemptDelayMs - 2);
});

test('when every address fails the error names each, and has the code of the last', async () => {
  const failing = dial({ ...named('127.0.0.2', '127.0.0.3'), port: 1 });
  await expect(failing).rejects.toThrow(DialFailure);
  await expect(failing).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(failing).rejects.toThrow(/127\.0\.0\.2:1.*127\.0\.0\.3:1/);
});

test('a name without addresses, and one that cannot be looked up, are errors', async () => {
  await expect(dial({ ...named(), port: 1 })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(dial({ host: 'no-such-name.invalid', port: 1 })).rejects.toMatchObject({ syscall: 'getaddrinfo' });
});

test('aborting ends it at once, while it looks up and while it connects', async () => {
  const port = await blackHole('127.0.0.4');
  const lookingUp = new AbortController();
  const never = dial({ host: 'a.example', port, lookUp: () => new Promise(() => undefined), signal: lookingUp.signal });
  lookingUp.abort(new Error('enough'));
  await expect(never).rejects.toThrow('enough');
  const connecting = new AbortController();
  const begun = dial({ ...named('127.0.0.4'), port, signal: connecting.signal });
  connecting.abort(new Error('enough'));
  await expect(begun).rejects.toThrow('enough');
  await expect(dial({ host: '127.0.0.4', port, signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
    'before',
  );
});

test('attempts that lost are closed', async () => {
  const port = await listenerOn('127.0.0.9');
  const loser = createServer();
  loser.listen({ host: '127.0.0.8', port });
  await once(loser, 'listening');
  onTestFinished(() => void loser.close());
  const ended = new Promise<void>((resolve) => {
    loser.on('connection', (socket) =>
      socket
        .on('error', () => undefined)
        .on('close', () => resolve())
        .resume(),
    );
  });
  // Both begin before either has connected.
  const first = await dial({ ...named('127.0.0.8', '127.0.0.9'), port, attemptDelayMs: 0 });
  first.destroy();
  if (first.remoteAddress !== '127.0.0.8') await ended;
});

test('families take turns, that of the first address first', () => {
  expect(inTurn(['::1', '::2', '::3', '1.1.1.1'])).toEqual(['::1', '1.1.1.1', '::2', '::3']);
  expect(inTurn(['1.1.1.1', '1.1.1.2', '::1'])).toEqual(['1.1.1.1', '::1', '1.1.1.2']);
  expect(inTurn([])).toEqual([]);
});
