import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulatedDialer } from '@sdmp/testkit';
import { jsonLines } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';

/** A dialer that accepts every enumeration and sends the same data each time. Gives its address and what it was asked. */
async function startDialer(...data: readonly string[]): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const frame of chunk.toString('latin1').split('\0')) {
        const token = /\\TK([^\\]*)/.exec(frame)?.[1] ?? '';
        if (token !== '') socket.write(`MV\\TK${token}\0`);
        if (!/^E\w\\/.test(frame)) continue;
        asked.push(frame);
        for (const each of data) socket.write(`${each}\0`);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return { address: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, asked };
}

test('the data of an enumeration are printed as JSON, known parameters under long names', async () => {
  const dialer = await startDialer(String.raw`CZ\TXwall\CNSales1\TS41000.5\QQnew`, String.raw`CZ\TXwall\CNSales2\TSx`);
  const words = ['--enumerate', 'EC', '--tx', 'wall', '--tenant', 'default', '--count', '2', '--quiet'];
  const { exitCode, printed, said } = await runCli(['tail', dialer.address, ...words]);
  expect({ exitCode, said }).toEqual({ exitCode: 0, said: '' });
  expect(dialer.asked.filter((frame) => frame.startsWith('EC'))).toEqual([String.raw`EC\TDdefault\TKEC:1\TXwall`]);
  const [first, second] = printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(first).toMatchObject({
    code: 'CZ',
    name: 'CampaignData',
    fields: { transactionIdentifier: 'wall', campaignName: 'Sales1', timeStamp: 41000.5 },
    others: { QQ: 'new' },
  });
  expect(second).toMatchObject({
    fields: { campaignName: 'Sales2' },
    problems: expect.arrayContaining([expect.stringContaining('TS (timeStamp)')]) as string[],
  });
});

test('further parameters go by code or name, numbers as numbers', async () => {
  const dialer = await startDialer(String.raw`NE\TXn\CNSales1`);
  const words = ['--enumerate', 'EnumerateNotifications', '--param', 'SE=2', '--param', 'facility=a', '--tx', 'n'];
  const { exitCode } = await runCli(['tail', dialer.address, ...words, '--count', '1', '--quiet']);
  expect(exitCode).toBe(0);
  expect(dialer.asked[0]).toBe(String.raw`EN\FAa\SE2\TKEN:1\TXn`);
});

test.each([
  [['--enumerate', 'EO'], 'It must be one of E1, EA'],
  [['--enumerate', 'EA', '--success'], 'cannot be used with'],
  [['--enumerate', 'EA', '--param', 'QQ=1'], "EA has no parameter 'QQ'"],
  [['--enumerate', 'EN'], 'is missing'],
  [['--enumerate', 'EA', '--param', 'LD=99'], 'levelOfDetail'],
])('wrong words are named: %j', async (words, expected) => {
  const { exitCode, said } = await runCli(['tail', '127.0.0.1:1', ...words, '--quiet']);
  expect(exitCode).toBe(2);
  expect(said).toContain(expected);
});

test('the simulated dialer answers enumerations', async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const words = ['--enumerate', 'EC', '--count', '5', '--quiet'];
  const { exitCode, printed } = await runCli(['tail', dialer.address, ...words]);
  expect(exitCode).toBe(0);
  expect(jsonLines(printed)).toMatchObject([
    { code: 'CZ', fields: { campaignName: 'Sales1' } },
    { fields: { campaignName: 'Collections' } },
    {},
    {},
    {},
  ]);
});
