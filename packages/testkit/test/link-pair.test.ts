import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { LinkBothWays } from '../src/link/link-conditions.ts';
import { LinkPair } from '../src/link/link-pair.ts';
import { createRandom } from '../src/shift/random.ts';

test('a pair is closed even if it is reset while one of its sides is shutting down', async () => {
  const far: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => far.push(socket.on('error', () => undefined)));
  onTestFinished(() => {
    for (const socket of far) socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const near = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(near, 'connect');

  const pair = await new Promise<LinkPair>((closed) => {
    const made = new LinkPair({
      client: near,
      target: { host: '127.0.0.1', port },
      conditions: new LinkBothWays(),
      cell: 1,
      random: createRandom(1),
      carried: () => undefined,
      closed,
    });
    near.end();
    expect(near.writableFinished).toBe(false);
    made.reset();
  });
  expect(pair).toBeInstanceOf(LinkPair);
  expect(near.destroyed).toBe(true);
});
