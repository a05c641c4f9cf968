import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { Result } from '../src/conformance/result.ts';
import { startCli } from './support/start-cli.ts';

const naive = fileURLToPath(new URL('naive/client.mjs', import.meta.url));

async function tryClient(client: string, ...words: readonly string[]) {
  const listen = ['--as-dialer', '--listen', '127.0.0.1:0', '--client', client, '--json'];
  const cli = startCli(['conformance', ...listen, ...words]);
  const exitCode = await cli.ended;
  const results = cli
    .printed()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);
  return { exitCode, results, states: Object.fromEntries(results.map(({ id, state }) => [id, state])) };
}

test(verifies('CONF-2') + 'a client that shares no code with ours behaves in what it claims', {
  timeout: 300_000,
}, async () => {
  const only = 'OZ-1,OZ-6.unknown,TR-1.slow,PS-3.NP,PS-1.reset,CL-7';
  const { exitCode, states } = await tryClient(`'${process.execPath}' '${naive}'`, '--timeout', '60s', '--only', only);
  expect(states).toEqual({
    'OZ-1.plain': 'passed',
    'OZ-6.unknown': 'passed',
    'TR-1.slow': 'passed',
    'PS-3.NP': 'passed',
    'PS-1.reset': 'passed',
    'CL-7.rejected': 'passed',
  });
  expect(exitCode).toBe(0);
});

/** A client with faults that are often made: each piece of data is a message, every SI is printed twice, rejected requests are sent again. */
const faulty = String.raw`
const socket = require('node:net').connect(process.env.SDMP_PORT, '127.0.0.1');
const subscribe = () => socket.write('EO\\TXfaulty\\SO\\FO\0');
subscribe();
socket.setEncoding('latin1').on('error', () => undefined).on('data', (piece) => {
  if (piece.startsWith('ER')) setTimeout(subscribe, 50);
  const [, session] = /^OZ.*\\SI([^\\\0]+)/.exec(piece) ?? [];
  if (session !== undefined) console.log(session + '\nx\n' + session);
});`;

test(verifies('CONF-2') + 'a client with faults is found out', { timeout: 300_000 }, async () => {
  const client = `'${process.execPath}' -e '${faulty.replaceAll("'", `'"'"'`)}'`;
  const words = ['--timeout', '4s', '--only', 'OZ-1,TR-1.slow,PS-1.ended,CL-7'];
  const { exitCode, results, states } = await tryClient(client, ...words);
  expect(exitCode).toBe(1);
  expect(states).toEqual({
    'OZ-1.plain': 'failed',
    'TR-1.slow': 'failed',
    'PS-1.ended': 'not checked',
    'CL-7.rejected': 'failed',
  });
  expect(results.find(({ id }) => id === 'OZ-1.plain')?.why).toMatch(
    // How many outcomes it takes for one depends on the pieces that the network makes.
    /^the client must print the outcomes 1 2 3, and printed [123]/,
  );
});

test(verifies('CONF-2') + 'a client that does not start is a failure in words', async () => {
  const { exitCode, results } = await tryClient('exit 3', '--timeout', '300ms', '--only', 'OZ-1');
  expect(exitCode).toBe(1);
  expect(results[0]?.why).toContain('it has ended with exit code 3');
});

test(verifies('CONF-2') +
  'a client that somebody else has started is tried by what it sends, one connection for each situation', {
  timeout: 300_000,
}, async () => {
  const only = 'OZ-1,PS-3.NP,PS-1.reset,PS-1.ended';
  const cli = startCli([
    'conformance',
    '--as-dialer',
    '--listen',
    '127.0.0.1:0',
    '--json',
    '--timeout',
    '60s',
    '--only',
    only,
  ]);
  const [, address = ''] = await cli.untilSaid(/listening on (\S+)/);
  const client = spawn(process.execPath, [naive], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SDMP_HOST: address },
  });
  onTestFinished(async () => {
    const exited = client.exitCode === null ? once(client, 'exit') : undefined;
    client.kill();
    await exited;
  });
  expect(await cli.ended).toBe(0);
  const states = cli
    .printed()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Result)
    .map(({ id, state }) => [id, state]);
  expect(Object.fromEntries(states)).toEqual({
    'OZ-1.plain': 'passed',
    'PS-3.NP': 'passed',
    'PS-1.reset': 'passed',
    'PS-1.ended': 'passed',
  });
  // People are told which situation waits.
  expect(cli.said()).toContain('waiting for the client: OZ-1.plain');
});
