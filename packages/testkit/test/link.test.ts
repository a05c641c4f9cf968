import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Link, startLink } from '../src/index.ts';
import { plainClient } from './support/plain-client.ts';

/** `once` would reject on the error that a reset brings. */
function closed(socket: Socket | undefined): Promise<void> {
  return new Promise((resolve) => socket?.once('close', () => resolve()));
}

describe('a link', () => {
  let server: Server;
  let link: Link;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => socket.write(chunk));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    link = await startLink({ target: { host: '127.0.0.1', port } });
  });

  afterEach(async () => {
    await link.close();
    for (const socket of sockets.splice(0)) socket.destroy();
    const serverClosed = once(server, 'close');
    server.close();
    await serverClosed;
  });

  test('carries data and its end in both directions', async () => {
    const client = await plainClient(link.port);
    client.send('one', 'two');
    expect(await client.take(2)).toEqual(['one', 'two']);
    client.socket.end();
    await client.closed;
    expect(await link.until(({ open }) => open === 0)).toEqual({ open: 0, accepted: 1, carried: 16, vanished: 0 });
  });

  test.each(['close', 'reset'] as const)(
    'cut by %s ends both sides and refuses connections until it is restored',
    async (how) => {
      const client = await plainClient(link.port);
      client.send('one');
      await client.next();
      const farClosed = closed(sockets[0]);
      link.cut({ how });
      await client.closed;
      await farClosed;
      await expect(plainClient(link.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await link.restore();
      const again = await plainClient(link.port);
      again.send('two');
      expect(await again.next()).toBe('two');
      again.socket.destroy();
    },
  );

  test('discards bytes and closes during a silence', async () => {
    const client = await plainClient(link.port);
    client.send('one');
    await client.next();
    link.cut({ how: 'silence' });
    client.send('lost');
    await link.until(({ vanished }) => vanished === 5);
    const stranger = await plainClient(link.port);
    stranger.send('hello');
    await link.until(({ vanished }) => vanished === 11);
    expect(sockets).toHaveLength(1);
    client.socket.resetAndDestroy();
    await client.closed;
    expect(sockets[0]?.closed).toBe(false);
    const farClosed = closed(sockets[0]);
    await link.restore();
    await farClosed;
    await stranger.closed;
    const again = await plainClient(link.port);
    again.send('two');
    expect(await again.next()).toBe('two');
    again.socket.destroy();
  });

  test('splits data into chunks', async () => {
    link.chunk(1);
    const client = await plainClient(link.port);
    const pieces: number[] = [];
    client.socket.on('data', (chunk) => pieces.push(chunk.length));
    client.send('abcdefghij');
    expect(await client.next()).toBe('abcdefghij');
    expect(pieces.length).toBeGreaterThan(1);
    link.chunk();
    client.send('k');
    expect(await client.next()).toBe('k');
    client.socket.destroy();
  });

  test('throttles data', async () => {
    link.throttle(10_000);
    const client = await plainClient(link.port);
    const begin = performance.now();
    client.send('x'.repeat(1000));
    await client.next();
    expect(performance.now() - begin).toBeGreaterThan(95);
    client.socket.destroy();
  });

  test('closes a connection if the target cannot be reached', async () => {
    const dead = await startLink({ target: { host: '127.0.0.1', port: 1 } });
    const client = await plainClient(dead.port);
    await client.closed;
    await dead.close();
  });
});
