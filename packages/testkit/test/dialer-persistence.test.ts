import { verifies } from '@sdmp/requirements';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Link,
  type SimulatedDialer,
  type SimulatedDialerOptions,
  startLink,
  startSimulatedDialer,
} from '../src/index.ts';
import { type PlainClient, plainClient } from './support/plain-client.ts';

const request = String.raw`EO\TXa\PSp\CS1000000\SO\FO`;

describe('a persistent transaction', () => {
  const open: { destroy(): void }[] = [];
  let dialer: SimulatedDialer;
  let link: Link;

  async function start(options: SimulatedDialerOptions = {}): Promise<void> {
    dialer = await startSimulatedDialer(options);
    link = await startLink({ target: dialer });
  }

  async function connected(): Promise<PlainClient> {
    const client = await plainClient(link.port);
    open.push(client.socket);
    return client;
  }

  afterEach(async () => {
    for (const socket of open.splice(0)) socket.destroy();
    await link.close();
    await dialer.stop();
  });

  function record(from: number, to: number): void {
    for (let number = from; number < to; number++) dialer.record(['SI', String(number), 'RE', '2']);
  }

  function frames(from: number, to: number, name = 'a'): string[] {
    return Array.from({ length: to - from }, (_, index) => String.raw`OZ\TX${name}\SI${from + index}\RE2`);
  }

  async function parked(): Promise<void> {
    await dialer.until(({ transactions }) => transactions.some(({ state }) => state === 'parked'));
  }

  test(verifies('PS-1', 'PS-3', 'OZ-5') + 'keeps outcomes in order while the link is cut', async () => {
    await start();
    const first = await connected();
    first.send(request);
    expect(await first.next()).toBe(String.raw`WP\PSp`);
    record(0, 3);
    expect(await first.take(3)).toEqual(frames(0, 3));
    first.send(String.raw`VS\TKack:3`);
    expect(await first.take(2)).toEqual([String.raw`MV\TKack:3`, 'DA']);
    link.cut();
    await first.closed;
    await parked();
    record(3, 500);
    await link.restore();
    const second = await connected();
    second.send(request);
    expect(await second.take(497)).toEqual(frames(3, 500));
    record(500, 502);
    expect(await second.take(2)).toEqual(frames(500, 502));
  });

  test(verifies('PS-4') + 'resumes under a new name if it is the only parked one', async () => {
    await start();
    const first = await connected();
    first.send(request);
    await first.next();
    link.cut({ how: 'reset' });
    await parked();
    record(0, 2);
    await link.restore();
    const second = await connected();
    second.send(String.raw`EO\TXb\PSp\CS1000000\SO\FO`);
    expect(await second.take(2)).toEqual(frames(0, 2, 'b'));
  });

  test(verifies('PS-5') + 'is taken over by another socket with the same token', async () => {
    await start();
    const first = await connected();
    first.send(request);
    await first.next();
    const second = await connected();
    second.send(request);
    expect(await first.next()).toBe(String.raw`EF\TXa`);
    record(0, 2);
    expect(await second.take(2)).toEqual(frames(0, 2));
  });

  test(verifies('ACK-2') + 'delivers unacknowledged outcomes again to an acknowledging client', async () => {
    await start();
    const first = await connected();
    first.send(request);
    await first.next();
    record(0, 10);
    expect(await first.take(10)).toEqual(frames(0, 10));
    first.send(String.raw`VS\TKack:4`);
    expect(await first.take(2)).toEqual([String.raw`MV\TKack:4`, 'DA']);
    link.cut();
    await parked();
    record(10, 12);
    await link.restore();
    const second = await connected();
    second.send(request);
    expect(await second.take(8)).toEqual(frames(4, 12));
    second.send(String.raw`VS\TKack:8`);
    expect(await second.take(2)).toEqual([String.raw`MV\TKack:8`, 'DA']);
  });

  test(verifies('ACK-2') + 'delivers outcomes lost in a silence again to an acknowledging client', async () => {
    await start();
    const first = await connected();
    first.send(request, String.raw`VS\TKack:0`);
    expect(await first.take(3)).toEqual([String.raw`WP\PSp`, String.raw`MV\TKack:0`, 'DA']);
    link.cut({ how: 'silence' });
    record(0, 50);
    await link.until(({ vanished }) => vanished > 0);
    const closed = first.closed;
    await link.restore();
    await closed;
    await parked();
    const second = await connected();
    second.send(request);
    expect(await second.take(50)).toEqual(frames(0, 50));
  });

  test('loses outcomes in a silence without acknowledgements, as CallGem does', async () => {
    await start({ acknowledgements: false });
    const first = await connected();
    first.send(request, String.raw`VS\TKack:0`);
    await first.take(3);
    link.cut({ how: 'silence' });
    record(0, 50);
    await link.until(({ vanished }) => vanished > 0);
    await dialer.until(({ transactions }) => transactions.every(({ backlog }) => backlog === 0));
    await link.restore();
    await parked();
    record(50, 51);
    const second = await connected();
    second.send(request);
    expect(await second.next()).toBe(frames(50, 51)[0]);
  });

  test(verifies('RC-1', 'RC-4') + 'delivers the backlog at the requested rate, then without a limit', async () => {
    await start();
    const first = await connected();
    first.send(request);
    await first.next();
    link.cut();
    await parked();
    record(0, 101);
    await link.restore();
    const second = await connected();
    const begin = performance.now();
    second.send(String.raw`EO\TXa\PSp\CS200\SO\FO`);
    await second.take(101);
    const seconds = (performance.now() - begin) / 1000;
    expect(seconds).toBeGreaterThan(0.35);
    await dialer.until(({ transactions }) => transactions.every(({ state }) => state === 'live'));
    record(101, 1000);
    expect(await second.take(899)).toEqual(frames(101, 1000));
  });

  test(verifies('PS-6') + 'counts outcomes that did not fit into the buffer and reports them with WP', async () => {
    await start({ bufferLimit: 10 });
    const first = await connected();
    first.send(request);
    await first.next();
    link.cut();
    await parked();
    record(0, 15);
    expect(dialer.stats().transactions).toMatchObject([{ lost: 5, backlog: 10, state: 'parked' }]);
    await link.restore();
    const second = await connected();
    second.send(request);
    expect(await second.next()).toBe(String.raw`WP\PSp`);
    expect(await second.take(10)).toEqual(frames(5, 15));
  });

  test(verifies('END-2') + 'is forgotten with its token after EE', async () => {
    await start();
    const client = await connected();
    client.send(request, String.raw`EE\TXa`, request);
    expect(await client.take(3)).toEqual([String.raw`WP\PSp`, String.raw`EF\TXa`, String.raw`WP\PSp`]);
  });

  test(verifies('OZ-7', 'END-5') + 'ends with its socket if it has no PS', async () => {
    await start();
    const client = await connected();
    client.send(String.raw`EO\TXa\SO`);
    await dialer.until(({ transactions }) => transactions.length === 1);
    client.socket.destroy();
    await dialer.until(({ transactions }) => transactions.length === 0);
  });
});
