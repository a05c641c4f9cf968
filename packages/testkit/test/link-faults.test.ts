import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Link, type LinkOptions, startLink } from '../src/index.ts';
import { plainClient, type PlainClient } from './support/plain-client.ts';

/** What a socket has received, and a wait for it. */
class Received {
  text = '';
  isClosed = false;
  readonly socket: Socket;
  #changed = Promise.withResolvers<void>();

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('latin1');
      this.#change();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.#change();
    });
  }

  async until(isMet: (received: Received) => boolean): Promise<void> {
    while (!isMet(this)) await this.#changed.promise;
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}

describe(`${verifies('LF-1')}a link`, () => {
  let server: Server;
  let link: Link;
  const far: Received[] = [];
  const links: Link[] = [];

  beforeEach(async () => {
    server = createServer({ noDelay: true }, (socket) => far.push(new Received(socket)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    link = await start();
  });

  afterEach(async () => {
    for (const each of links.splice(0)) await each.close();
    for (const { socket } of far.splice(0)) socket.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  });

  async function start(options: Partial<LinkOptions> = {}): Promise<Link> {
    const { port } = server.address() as AddressInfo;
    const made = await startLink({ target: { host: '127.0.0.1', port }, ...options });
    links.push(made);
    return made;
  }

  /** A client through the link, what it received, and the service's end of its connection. */
  async function join(through = link): Promise<{ client: PlainClient; near: Received; service: Received }> {
    const known = far.length;
    const client = await plainClient(through.port);
    const near = new Received(client.socket);
    client.send('hello');
    await through.until(({ carried }) => carried >= 6);
    while (far.length === known) await once(server, 'connection');
    const service = far.at(-1);
    if (service === undefined) throw new Error('nobody connected');
    await service.until(({ text }) => text.endsWith('hello\0'));
    return { client, near, service };
  }

  test('with latency brings what was sent that much later, in order, at full speed', async () => {
    const { client, near, service } = await join();
    link.delay(80, 40);
    const begin = performance.now();
    for (let number = 0; number < 50; number++) service.socket.write(`${String(number)}\0`);
    expect((await client.take(50)).map(Number)).toEqual(Array.from({ length: 50 }, (_, number) => number));
    const passed = performance.now() - begin;
    expect(passed).toBeGreaterThan(75);
    link.delay();
    service.socket.write('x\0');
    await near.until(({ text }) => text.endsWith('x\0'));
  });

  test('frozen loses nothing, neither bytes nor newcomers nor the end of a connection', async () => {
    const { client, near, service } = await join();
    link.cut({ how: 'freeze' });
    client.send('held');
    service.socket.write('answer\0');
    const newcomer = await plainClient(link.port);
    newcomer.send('new');
    await link.until(({ open }) => open === 2);
    client.socket.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([near.text, service.text, service.isClosed, far.length]).toEqual(['', 'hello\0', false, 1]);
    await link.restore();
    await service.until(({ text, isClosed }) => text === 'hello\0held\0' && isClosed);
    await near.until(({ text }) => text === 'answer\0');
    while (far.length === 1) await once(server, 'connection');
    await far[1]?.until(({ text }) => text === 'new\0');
    newcomer.socket.destroy();
  });

  test('fails in one direction alone, and is restored in it alone', async () => {
    const { client, near, service } = await join();
    link.cut({ how: 'freeze', towards: 'client' });
    service.socket.write('held\0');
    client.send('through');
    await service.until(({ text }) => text === 'hello\0through\0');
    expect(near.text).toBe('');
    link.cut({ how: 'silence', towards: 'target' });
    client.send('lost');
    await link.until(({ vanished }) => vanished === 5);
    await link.restore('client');
    await near.until(({ text }) => text === 'held\0');
    service.socket.write('more\0');
    await near.until(({ text }) => text === 'held\0more\0');
    expect([service.text, near.isClosed, service.isClosed]).toEqual(['hello\0through\0', false, false]);
    // The target missed bytes.
    await link.restore('target');
    await near.until(({ isClosed }) => isClosed);
    await service.until(({ isClosed }) => isClosed);
  });

  test('silent toward the target hides the end of a client; silent toward the client hides that of the target', async () => {
    const first = await join();
    link.cut({ how: 'silence', towards: 'target' });
    first.client.socket.destroy();
    first.service.socket.write('unread\0');
    const second = await start();
    const other = await join(second);
    second.cut({ how: 'silence', towards: 'client' });
    other.client.send('arrives');
    await other.service.until(({ text }) => text.endsWith('arrives\0'));
    other.service.socket.destroy();
    other.client.send('into the void');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([first.service.isClosed, other.near.isClosed]).toEqual([false, false]);
  });

  test.each(['withheld-terminator', 'half-frame'] as const)('toward the target there is a %s, too', async (how) => {
    const { client, near, service } = await join();
    link.cut({ how, towards: 'target' });
    client.send('twelve bytes');
    service.socket.write('whole\0');
    await near.until(({ text }) => text === 'whole\0');
    const half = how === 'half-frame' ? 'twelve' : 'twelve bytes';
    await service.until(({ text, isClosed }) => text === `hello\0${half}` && isClosed === (how === 'half-frame'));
  });

  test('slows and slices one direction alone', async () => {
    const { client, near, service } = await join();
    link.delay(200, 0, 'client');
    link.chunk(1, 'client');
    const begun = performance.now();
    client.send('at once');
    await service.until(({ text }) => text.endsWith('at once\0'));
    service.socket.write('late\0');
    await near.until(({ text }) => text === 'late\0');
    // Timers may fire a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(198);
    link.throttle(1000, 'target');
    expect(() => link.cut({ how: 'reset', towards: 'client' })).toThrow(/reset ends whole connections/);
  });

  test('half open is closed for the service, and open for the client until it is restored', async () => {
    const { client, near, service } = await join();
    link.cut({ how: 'half-open' });
    await service.until(({ isClosed }) => isClosed);
    client.send('lost');
    await link.until(({ vanished }) => vanished === 5);
    expect(near.isClosed).toBe(false);
    await link.restore();
    await near.until(({ isClosed }) => isClosed);
  });

  test('half open is closed for the client, and open for the service until it is restored', async () => {
    const { near, service } = await join();
    link.cut({ how: 'half-open', towards: 'target' });
    await near.until(({ isClosed }) => isClosed);
    service.socket.write('lost\0');
    await link.until(({ vanished }) => vanished === 5);
    expect(service.isClosed).toBe(false);
    await link.restore();
    await service.until(({ isClosed }) => isClosed);
  });

  test('ended by reset or close takes new connections', async () => {
    for (const how of ['reset', 'close'] as const) {
      const { near, service } = await join();
      link.end(how);
      await near.until(({ isClosed }) => isClosed);
      await service.until(({ isClosed }) => isClosed);
    }
  });

  test('withholds the terminator of the frame under way, and what is behind it', async () => {
    const { near, service } = await join();
    link.cut({ how: 'withheld-terminator' });
    service.socket.write('one\0two\0');
    await near.until(({ text }) => text === 'one');
    service.socket.write('three\0');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(near.text).toBe('one');
    await link.restore();
    await near.until(({ text }) => text === 'one\0two\0three\0');
  });

  test('withholds a terminator of two bytes, whatever zeros are in the text, and however small the slices', async () => {
    const wide = await start({ encoding: 'utf-16le' });
    const { near, service } = await join(wide);
    wide.chunk(1);
    wide.cut({ how: 'withheld-terminator' });
    const frame = Buffer.from('aĀ\0b\0', 'utf16le');
    service.socket.write(frame.subarray(0, 3));
    await near.until(({ text }) => text.length === 2);
    service.socket.write(frame.subarray(3));
    await near.until(({ text }) => text.length === 4);
    await wide.restore();
    await near.until(({ text }) => text === frame.toString('latin1'));
  });

  test('brings half of a frame and closes, for each connection anew until it is restored', async () => {
    for (let times = 0; times < 2; times++) {
      const { near, service } = await join();
      service.socket.write('whole\0beg');
      await near.until(({ text }) => text === 'whole\0beg');
      link.cut({ how: 'half-frame' });
      service.socket.write('un\0abcdef\0more\0');
      await near.until(({ isClosed }) => isClosed);
      expect(near.text).toBe('whole\0begun\0abc');
      await service.until(({ isClosed }) => isClosed);
      await link.restore();
    }
  });

  test('brings what a client sends by a second connection too, whose answers are dropped', async () => {
    link.duplicate();
    const { client, near } = await join();
    while (far.length < 2) await once(server, 'connection');
    client.send('again');
    for (const { socket } of far) socket.write('answer\0');
    for (const each of far) await each.until(({ text }) => text === 'hello\0again\0');
    await near.until(({ text }) => text === 'answer\0');
    client.socket.destroy();
    for (const each of far) await each.until(({ isClosed }) => isClosed);
  });

  test('brings garbage, the same for the same seed', async () => {
    const texts: string[] = [];
    for (let times = 0; times < 2; times++) {
      const other = await start({ seed: 9 });
      const { near, service } = await join(other);
      other.inject(64);
      other.inject(Buffer.from('mine\0'), 'target');
      await near.until(({ text }) => text.length === 64);
      await service.until(({ text }) => text === 'hello\0mine\0');
      texts.push(near.text);
    }
    expect(texts[0]).toBe(texts[1]);
  });

  test('tells a watcher what opens, passes, vanishes and closes', async () => {
    const told: string[] = [];
    const watched = await start({
      watcher: {
        opened: (connection) => told.push(`opened ${String(connection)}`),
        carried: (connection, towards, bytes, hasVanished) =>
          told.push(`${String(connection)} ${towards} ${Buffer.from(bytes).toString('latin1')} ${String(hasVanished)}`),
        closed: (connection) => told.push(`closed ${String(connection)}`),
      },
    });
    const { client, near, service } = await join(watched);
    service.socket.write('back\0');
    await near.until(({ text }) => text === 'back\0');
    watched.cut({ how: 'silence' });
    client.send('gone');
    await watched.until(({ vanished }) => vanished === 5);
    await watched.restore();
    await watched.until(({ open }) => open === 0);
    expect(told).toEqual([
      'opened 1',
      '1 target hello\0 false',
      '1 client back\0 false',
      '1 target gone\0 true',
      'closed 1',
    ]);
  });
});
