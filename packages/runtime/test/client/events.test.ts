import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { type ClientOptions, connect } from '../../src/client/index.ts';
import { ScriptedService } from './support/scripted-service.ts';

const quick = {
  heartbeatIntervalMs: 20,
  heartbeatTimeoutMs: 5000,
  reconnectBaseMs: 1,
  reconnectCapMs: 5,
  closeTimeoutMs: 50,
};

/** A client with a subscription `T` on a service that does what the test says. */
async function subscribed(options: ClientOptions = {}) {
  const service = await ScriptedService.start();
  const lines: string[] = [];
  const logger = { warn: (line: string) => void lines.push(line), info: (line: string) => void lines.push(line) };
  const client = connect({ port: service.port, ...quick, ...options, logger });
  onTestFinished(async () => {
    await client.close();
    await service[Symbol.asyncDispose]();
  });
  const outcomes = client.outcomes({ transactionIdentifier: 'T', persistToken: 'p' })[Symbol.asyncIterator]();
  const first = outcomes.next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  const count = (event: string): number => client.events().find((record) => record.event === event)?.count ?? 0;
  const happens = async (event: string, times: number): Promise<void> => {
    await expect.poll(() => count(event)).toBe(times);
  };
  return { service, client, connection, outcomes, first, lines, count, happens };
}

test('an outcome of a transaction that nobody asked for is counted and logged', async () => {
  const { connection, happens, lines } = await subscribed();
  connection.send(String.raw`OZ\TXother\CNSales1\TN0123456789\RE10`, String.raw`OZ\TXother\CNSales1\RE2`);
  await happens('outcomesUnclaimed', 2);
  expect(lines).toContain('An outcome of transaction other was dropped: this client has no such subscription');
  expect(lines.join('\n')).not.toContain('0123456789');
});

test('data that were cut at a line end leave a line with their length, never with what they hold', async () => {
  const { connection, happens, first, lines } = await subscribed();
  connection.send('OZ\\TXT\\CNSales1\\RE10\\DTAnn Smith\r\n1 High Street');
  expect((await first).value?.data).toBe('Ann Smith');
  await happens('framesUnreadable', 1);
  expect(lines.join('\n')).toMatch(/13 characters that is no message/);
  expect(lines.join('\n')).not.toMatch(/Smith|Street/);
});

test('a message that nobody waits for, a rejection without a request and a frame that is too large are each counted', async () => {
  const { connection, happens, lines } = await subscribed({ maxFrameBytes: 4096 });
  connection.send(String.raw`CE\CNSales1`, String.raw`ER\EC30\FM"nothing of ours"`, `OZ\\TXT\\DT${'x'.repeat(5000)}`);
  await happens('messagesUnexpected', 1);
  await happens('rejectionsUnclaimed', 1);
  await happens('framesSkipped', 1);
  expect(lines).toContain('A message CE was dropped: nobody waits for it');
  expect(lines).toContain('A frame above the limit of 4096 bytes was skipped');
});

test('what comes again after a reconnect is dropped, and counted', async () => {
  const { service, connection, happens, first, outcomes, lines } = await subscribed();
  const frames = [String.raw`OZ\TXT\CNSales1\SI1\RE10`, String.raw`OZ\TXT\CNSales1\SI2\RE10`];
  connection.send(...frames);
  await first;
  const second = outcomes.next();
  await second;
  connection.kill();
  const again = await service.connection();
  await again.nextOf('EO');
  again.send(...frames, String.raw`OZ\TXT\CNSales1\SI3\RE10`);
  expect((await outcomes.next()).value?.sessionIdentifier).toBe('3');
  await happens('outcomesRepeated', 2);
  expect(lines.join('\n')).toMatch(/came again after a reconnect/);
});

test('a service that is away is a few lines, however often it is tried; every attempt counts and is published', async () => {
  const published: unknown[] = [];
  const onEvent = (message: unknown): void => void published.push(message);
  subscribe('sdmp:event', onEvent);
  onTestFinished(() => void unsubscribe('sdmp:event', onEvent));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  server.close();
  const lines: string[] = [];
  const client = connect({ port, ...quick, logger: { warn: (line) => void lines.push(line) } });
  onTestFinished(() => client.close());
  const reader = client.outcomes().batches();
  reader.next().catch(() => undefined);
  await expect.poll(() => client.events()[0]?.count).toBeGreaterThan(20);
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(
    new RegExp(`^The connection to 127\\.0\\.0\\.1:${port} failed: connection refused; failure 1`),
  );
  expect(published.length).toBeGreaterThan(20);
  await client.close();
  expect(lines.at(-1)).toMatch(/of this kind within 60 s were not logged/);
});

test('closing that reaches its limit, by a reader that does not come back or a service that does not answer, is told', async () => {
  const { client, connection, first, lines, count } = await subscribed();
  connection.send(String.raw`OZ\TXT\CNSales1\SI1\RE10`, String.raw`OZ\TXT\CNSales1\SI2\RE10`);
  await first;
  await client.close();
  expect(count('closesCut')).toBe(1);
  expect(lines).toContain('Closing took longer than 50 ms: what is not acknowledged by then comes again');

  await using deaf = await ScriptedService.start({ answersProbes: false });
  const impatient = connect({ port: deaf.port, ...quick });
  const subscription = impatient.outcomes({ transactionIdentifier: 'T', persistToken: 'p' });
  const reader = subscription[Symbol.asyncIterator]();
  const taken = reader.next();
  const link = await deaf.connection();
  await link.nextOf('EO');
  link.send(String.raw`OZ\TXT\CNSales1\SI1\RE10`);
  await taken;
  const next = reader.next();
  await impatient.close();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(impatient.events()).toMatchObject([{ event: 'closesCut' }]);
});

test('closing in order is no event', async () => {
  const { client, connection, first, outcomes, count } = await subscribed({ closeTimeoutMs: 60_000 });
  connection.send(String.raw`OZ\TXT\CNSales1\SI1\RE10`);
  await first;
  const last = outcomes.next();
  await client.close();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(count('closesCut')).toBe(0);
});
