import { once } from 'node:events';
import { connect } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startCli } from './support/start-cli.ts';

// Each starts the program.
vi.setConfig({ testTimeout: 240_000 });

async function serveWith(...words: string[]) {
  const cli = startCli(['serve', '--memory', '--listen', '127.0.0.1:0', '--listen-unicode', 'off', ...words]);
  onTestFinished(async () => {
    cli.kill('SIGKILL');
    await cli.ended;
  });
  const [, port = ''] = await cli.untilPrinted(/listening ascii \S+:(\d+)\n/);
  return { cli, port: Number(port) };
}

/** Sends messages on a socket of its own, which stays open, until what came back matches. */
async function ask(port: number, messages: readonly string[], pattern: RegExp, localAddress = '127.0.0.1') {
  const socket = connect({ host: '127.0.0.1', port, localAddress }).setEncoding('latin1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  let received = '';
  socket.on('data', (text: string) => {
    received += text;
  });
  await once(socket, 'connect');
  socket.write(messages.map((message) => `${message}\0`).join(''), 'latin1');
  while (!pattern.test(received)) await once(socket, 'data');
}

const request = (number: number): string => `EO\\TXt${number}\\PSp${number}\\FO\\SO\\TK${number}`;

test(`${verifies('LIM-1')}serve limits connections in all and for each address as its options say`, async () => {
  const { cli, port } = await serveWith('--max-connections', '3', '--max-connections-per-address', '2');
  await ask(port, [request(1)], /MV/);
  await ask(port, [request(2)], /MV/);
  await ask(port, [], /ER\\.*EC9019/);
  expect(await cli.untilSaid(/2 of that address are open, the limit is 2/)).toHaveLength(1);
  await ask(port, [request(3)], /MV/, '127.0.0.2');
  await ask(port, [], /ER\\.*EC9019/, '127.0.0.3');
  expect(await cli.untilSaid(/3 are open, the limit is 3/)).toHaveLength(1);
});

test(`${verifies('LIM-3')}serve limits persist tokens as its options say`, async () => {
  const words = ['--max-tokens', '4', '--max-tokens-per-tenant', '3', '--max-tokens-per-user', '2'];
  const { port } = await serveWith(...words);
  await ask(port, [request(1), request(2), request(3)], /MV[^]*MV[^]*EC9023/);
  await ask(port, [`${request(4)}\\TDnorth`], /MV/, '127.0.0.2');
  await ask(port, [request(5), request(6)], /MV[^]*EC9023|EC9023[^]*MV/, '127.0.0.3');
});

test(`${verifies('LIM-4')}serve reads a socket that sends more messages than its options say more slowly`, async () => {
  const { cli, port } = await serveWith('--max-messages', '20');
  const many = Array.from({ length: 60 }, (_, number) => `VS\\TK${number}`);
  await ask(port, many, /MV\\TK59/);
  expect(await cli.untilSaid(/is read more slowly: it sends more than 20 messages a second/)).toHaveLength(1);
});

test(`${verifies('LIM-4')}serve reads a socket whose messages are wrong more slowly, and requests in the share of the time that its options say`, async () => {
  const { cli, port } = await serveWith('--max-rejections', '2', '--request-time', '1%');
  const wrong = Array.from({ length: 24 }, (_, number) => `EO\\TX${number}`);
  await ask(port, wrong, /EO\\TX23/);
  expect(await cli.untilSaid(/more than 2 of its messages a second are answered by an ER/)).toHaveLength(1);
  const many = Array.from({ length: 5000 }, (_, number) => `VS\\VI0\\TK${number}`);
  const enough = new AbortController();
  const told = cli.untilSaid(/All sockets together ask for more than 1 percent of the time/);
  void told.then(() => enough.abort());
  // How many messages take more than a burst of time is a matter of the machine.
  while (!enough.signal.aborted) await ask(port, many, /MV\\TK4999/);
  expect(await told).toHaveLength(1);
});

test.each(['0%', '101%', 'half'])('serve refuses %s as the share of its time, in one line', async (share) => {
  const cli = startCli(['serve', '--memory', '--request-time', share]);
  expect(await cli.ended).toBe(2);
  expect(await cli.untilSaid(/It must be a share from 1% to 100%, such as 25%/)).toHaveLength(1);
});
