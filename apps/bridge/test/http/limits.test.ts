import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { Status } from '../../src/http/status/schema.ts';
import { runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

interface RawConnection {
  readonly socket: Socket;
  /** Everything that came, once the peer has closed. */
  readonly closed: Promise<string>;
}

/** A connection that sends what it is given, and then nothing. */
async function open(url: string, text = ''): Promise<RawConnection> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let received = '';
  socket.on('data', (piece: string) => {
    received += piece;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return { socket, closed };
}

/** Asks on a connection of its own, and resolves with the whole answer. */
async function ask(url: string, path: string): Promise<string> {
  return (await open(url, `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)).closed;
}

const unfinished =
  'POST /api/v1/outcomes HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n[';

/** Opens connections whose request has begun and never ends. */
function openBusy(url: string, count: number): Promise<readonly RawConnection[]> {
  const openOne = async (): Promise<RawConnection> => {
    const connection = await open(url, unfinished);
    await once(connection.socket, 'data');
    return connection;
  };
  return Promise.all(Array.from({ length: count }, openOne));
}

test(`${verifies('SEC-4')}idle connections shut nobody out: the oldest gives way`, async () => {
  const { url, warnings } = await runApi({ maxConnections: 20, maxConnectionsPerAddress: 100 });
  const idle = await Promise.all(Array.from({ length: 60 }, () => open(url)));
  expect(await ask(url, '/api/v1/status')).toContain('200 OK');
  expect(await ask(url, '/healthz')).toContain('200 OK');
  await Promise.all(idle.slice(0, 40).map(({ closed }) => closed));
  expect(warnings[0]).toBe(
    'An HTTP connection from 127.0.0.1 was closed or kept to health checks: the limit is 20 in all',
  );
  expect(warnings.length).toBeLessThanOrEqual(5);
});

test(`${verifies('SEC-4')}an address whose requests are refused waits for the next, and is answered; health waits for nothing`, async () => {
  const { url, warnings } = await runApi();
  const isHeld = (): boolean =>
    warnings.some((line) => line.includes('requests from 127.0.0.1 wait, up to a second each'));
  const [head, end] = ['GET /api/v1/nothing HTTP/1.1\r\nhost: localhost\r\n', 'connection: close\r\n\r\n'];
  const flood = `${head}\r\n`.repeat(49) + head + end;
  while (!isHeld()) expect((await (await open(url, flood)).closed).match(/404 Not Found/g)).toHaveLength(50);
  const order: string[] = [];
  const asked = ['/api/v1/status', '/healthz'].map(async (path) => {
    expect(await ask(url, path)).toContain('200 OK');
    order.push(path);
  });
  await Promise.all(asked);
  expect(order).toEqual(['/healthz', '/api/v1/status']);
});

test(`${verifies('SEC-4')}one address has its share of the places and no more`, async () => {
  const { url, warnings } = await runApi({ maxConnections: 100, maxConnectionsPerAddress: 10 });
  await openBusy(url, 10);
  await expect.poll(() => ask(url, '/api/v1/status')).toContain('TOO_MANY_CONNECTIONS');
  expect(warnings[0]).toContain('the limit is 10 for each address');
});

test(`${verifies('SEC-4')}health and readiness are answered while every place is busy, and nothing else is`, async () => {
  const { url } = await runApi({ maxConnections: 10, maxConnectionsPerAddress: 100, healthConnections: 3 });
  const busy = await openBusy(url, 10);
  await expect.poll(() => ask(url, '/api/v1/status')).toContain('TOO_MANY_CONNECTIONS');
  // The places for health checks are taken as well, by connections that ask for nothing.
  await Promise.all(Array.from({ length: 30 }, () => open(url)));
  for (let round = 0; round < 5; round++) {
    expect(await ask(url, '/healthz')).toMatch(/200 OK[^]*\r\n\r\n(3\r\n)?ok\n/);
    expect(await ask(url, '/readyz')).toContain('"ready":true');
  }
  const refused = await ask(url, '/metrics');
  expect(refused).toMatch(/^HTTP\/1\.1 503 /);
  expect(refused).toContain('retry-after: 5');
  for (const { socket } of busy) socket.destroy();
  await expect.poll(() => ask(url, '/api/v1/status')).toContain('200 OK');
});

test.each([
  ['says nothing', ''],
  ['never ends the head of its request', 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: '],
])(`${verifies('SEC-4')}a connection that %s is closed`, async (_, text) => {
  const { url } = await runApi({ headersTimeoutMs: 200 });
  await (await open(url, text)).closed;
});

test(`${verifies('SEC-4')}a body that never ends is given up`, async () => {
  const { url } = await runApi({ headersTimeoutMs: 200, requestTimeoutMs: 300 });
  const [slow] = await openBusy(url, 1);
  await slow?.closed;
});

test(`${verifies('SEC-4')}streams are limited for each address, and the answer says whose limit it is`, async () => {
  const { ask: askApi } = await runApi({ maxEventReadersPerAddress: 2 });
  const streams = [await askApi('/events'), await askApi('/live')];
  const refused = await askApi('/events');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({
    code: 'TOO_MANY_READERS',
    detail: '2 event streams of this address are open, the limit is 2: come back later',
  });
  for (const stream of streams) await stream.body?.cancel();
});

test(`${verifies('SEC-4')}streams that never read hold little, end with a reason, and health is answered between two of their steps`, async () => {
  const { url, record, get } = await runApi({ stalledReaderMs: 1500, restingReaderMs: 100 });
  // Few and large: what they take from the bridge is bytes, and what the test takes is making outcomes.
  const frames = salesFrames(200).map((frame) => `${frame}\\DT${'x'.repeat(5000)}`);
  for (let batch = 0; batch < 20; batch++) await record(frames);
  const request = 'GET /api/v1/events?from=0&unmask=true HTTP/1.1\r\nhost: localhost\r\n\r\n';
  const readers = await Promise.all(Array.from({ length: 3 }, () => open(url, request)));
  for (const { socket } of readers) socket.pause();
  expect(await ask(url, '/healthz')).toContain('200 OK');
  const stalled = async (): Promise<number | undefined> => {
    const { events } = await get<Status>('/status');
    return events.find(({ event }) => event === 'streamsStalled')?.count;
  };
  await expect.poll(stalled).toBe(readers.length);
  for (const { socket } of readers) socket.resume();
  for (const text of await Promise.all(readers.map(({ closed }) => closed))) {
    expect(text.slice(-200)).toContain('event: end\ndata: {"reason":"stalled"}\n\n');
    // 20 MB were there for it; what was on the way fits into the system's buffers.
    expect(text.length).toBeLessThan(15_000_000);
  }
});

test(`${verifies('SEC-4')}a peer that goes away within its request is no failure of the bridge`, async () => {
  const { url } = await runApi();
  const events = async (): Promise<readonly string[]> => {
    const response = await fetch(`${url}/api/v1/status`);
    return ((await response.json()) as Status).events.map(({ event }) => event);
  };
  const [busy] = await openBusy(url, 1);
  busy?.socket.resetAndDestroy();
  await expect.poll(events).toContain('httpRequestsUnreadable');
  expect(await events()).not.toContain('httpRequestsFailed');
});
