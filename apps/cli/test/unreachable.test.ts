import { once } from 'node:events';
import { createServer } from 'node:net';
import { startBlackHole } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from './support/fake-terminal.ts';
import { runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';

/** A port of this machine where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

test.each([[[]], [['--quiet']], [['--persist', 'crm']]])(
  'tail where nobody listens fails with one line when its time is over (%j)',
  async (words) => {
    const address = `127.0.0.1:${await deadPort()}`;
    const terminal = fakeTerminal();
    expect(await run(['tail', address, '--for', '1s', '--format', 'json', ...words], terminal)).toBe(1);
    expect(terminal.printed()).toBe('');
    expect(terminal.said().trim().split('\n').at(-1)).toMatch(
      new RegExp(
        `^sdmp: ${address} was not reached \\(${address}: connection refused\\): 'sdmp doctor ${address}' looks`,
      ),
    );
  },
);

test('tail at an address that never answers fails, too', async () => {
  await using hole = await startBlackHole();
  const { exitCode, said } = await runCli(['tail', `127.0.0.1:${hole.port}`, '--for', '1s', '--quiet']);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^sdmp: 127\.0\.0\.1:\d+ was not reached \(it does not answer\)[^\n]*\n$/);
});

test('tail at something that listens and is no service fails, too', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { exitCode } = await runCli(['tail', `127.0.0.1:${port}`, '--for', '1s', '--quiet', '--persist', 'crm']);
  expect(exitCode).toBe(1);
});

test('tail at a service without outcomes ends with 0 when its time is over', async () => {
  const service = await startService(['--memory']);
  expect(await runCli(['tail', service.ascii, '--for', '1s', '--quiet'])).toMatchObject({ exitCode: 0, said: '' });
});

test('an interruption before there was a service is a failure, for nothing was subscribed to', async () => {
  const tail = startCli(['tail', `127.0.0.1:${await deadPort()}`, '--for', '60s']);
  await tail.untilSaid(/disconnected/);
  tail.kill('SIGINT');
  expect(await tail.ended).toBe(1);
  expect(tail.said().trimEnd().split('\n').at(-1)).toMatch(/^sdmp: 127\.0\.0\.1:\d+ was not reached /);
});
