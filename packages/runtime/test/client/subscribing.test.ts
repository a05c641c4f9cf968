import { SdmpError } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect, RequestRejectedError } from '../../src/client/index.ts';
import { numberOf, outcome, outcomes, StatusReader, take } from './support/readers.ts';
import { ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000 };

test(`${verifies('CL-1', 'ACK-1')}nothing is sent before a reader asks; then the EO and behind it the first probe`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't', campaignName: 'Sales1' })[Symbol.asyncIterator]();
  expect(service.connections).toHaveLength(0);
  const first = reader.next();
  const connection = await service.connection();
  expect(await connection.next()).toBe(String.raw`EO\CNSales1\FO\PSt\SO\TKack:eo:place:short:run:1\TXt`);
  expect(await connection.next()).toBe(String.raw`VS\TKack:0`);
  connection.send(outcome(1));
  expect(numberOf((await first).value)).toBe(1);
});

test(`${verifies('ACK-1')}an outcome is acknowledged when the next is asked for, or explicitly`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const subscription = client.outcomes({ persistToken: 't' });
  const reader = subscription[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const connection = await service.connection();
  connection.send(...outcomes(1, 2));
  expect(await taken).toEqual([1, 2]);
  await connection.nextOf(String.raw`VS\TKack:1`);
  subscription.acknowledge();
  await connection.nextOf(String.raw`VS\TKack:2`);
});

test(`${verifies('ACK-1')}asking for the next batch finishes the whole batch before`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const batches = client.outcomes({ persistToken: 't' }).batches({ max: 3 });
  const first = batches.next();
  const connection = await service.connection();
  connection.send(...outcomes(1, 5));
  expect((await first).value?.map(numberOf)).toEqual([1, 2, 3]);
  expect((await batches.next()).value?.map(numberOf)).toEqual([4, 5]);
  await connection.nextOf(String.raw`VS\TKack:3`);
  const third = batches.next();
  await connection.nextOf(String.raw`VS\TKack:5`);
  connection.send(outcome(6));
  expect((await third).value?.map(numberOf)).toEqual([6]);
});

test(`${verifies('ACK-1')}the count is that of the socket, over all subscriptions, as far as everything is finished`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const one = client.outcomes({ transactionIdentifier: 'one' })[Symbol.asyncIterator]();
  const two = client.outcomes({ transactionIdentifier: 'two' })[Symbol.asyncIterator]();
  const fromOne = take(one, 3);
  const fromTwo = take(two, 1);
  const connection = await service.connection();
  await connection.nextOf('EO');
  await connection.until(() => connection.received.some((frame) => frame.includes(String.raw`\TXtwo`)));
  connection.send(outcome(1, 'one'), outcome(2, 'two'), outcome(3, 'nobody'), outcome(4, 'one'), outcome(5, 'one'));
  expect(await fromOne).toEqual([1, 4, 5]);
  expect(await fromTwo).toEqual([2]);
  await connection.nextOf(String.raw`VS\TKack:1`);
  void two.next();
  await connection.nextOf(String.raw`VS\TKack:4`);
});

test(`${verifies('CL-3')}SP, then every EO, then the first probe`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, dataFraming: 'json', places: false, ...quick });
  void client.outcomes({ transactionIdentifier: 'a', rateControl: 500 }).batches().next();
  void client.outcomes({ transactionIdentifier: 'b', successOutcomes: true }).batches().next();
  const connection = await service.connection();
  await connection.until(() => connection.received.length >= 4);
  expect(connection.received.slice(0, 4)).toEqual([
    String.raw`SP\RS2`,
    String.raw`EO\CS500\FO\SO\TKack:eo:1\TXa`,
    String.raw`EO\SO\TKack:eo:2\TXb`,
    String.raw`VS\TKack:0`,
  ]);
});

test(`${verifies('CL-3')}a release without SP is not sent one; SDMP 2 framing is written when asked for`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, dataFraming: 'xml', release: '10.6.700', routed: true, ...quick });
  const batch = client.outcomes({ transactionIdentifier: 'a' }).batches().next();
  const connection = await service.connection();
  expect(await connection.next()).toBe(String.raw`CG:MA:EO\FO\SO\TKack:eo:place:short:1\TXa`);
  expect(await connection.next()).toBe(String.raw`CG:MA:VS\TKack:0`);
  connection.send(String.raw`CG:MA:MV\TKack:eo:place:short:1`, String.raw`CG:MA:OZ\CNSales1\TXa\SI7`);
  expect((await batch).value?.map(numberOf)).toEqual([7]);
});

test(`${verifies('EO-10')}a rate is refused for a release that does not know it, before anything is sent`, async () => {
  await using client = connect({ release: '10.6.659' });
  expect(() => client.outcomes({ rateControl: 5 })).toThrow(/rateControl came later than 10\.6\.659/);
});

test(`${verifies('EO-11')}a transaction name of more than 80 characters is refused`, async () => {
  await using client = connect();
  expect(() => client.outcomes({ transactionIdentifier: 'x'.repeat(81) })).toThrow(/at most 80/);
  expect(client.outcomes({ transactionIdentifier: 'x'.repeat(80) }).transactionIdentifier).toHaveLength(80);
});

test('wrong values are refused before anything is sent', async () => {
  await using client = connect();
  expect(() => client.outcomes({ campaignName: 'a/b' })).toThrow(/CN/);
  expect(() => client.outcomes({ transactionIdentifier: 'a\\FO' })).toThrow(/backslash/);
});

test('the default transaction is that of the token, the same after a restart; without a token it is new each time', async () => {
  await using client = connect();
  expect(client.outcomes({ persistToken: 'app' }).transactionIdentifier).toBe('app');
  expect(client.outcomes({ persistToken: 'app', successOutcomes: true }).transactionIdentifier).toBe('app');
  expect(client.outcomes({ persistToken: 'app', tenantDescriptor: 'a' }).transactionIdentifier).toBe('a:app');
  const long = client.outcomes({ persistToken: 'p'.repeat(80), tenantDescriptor: 'a' }).transactionIdentifier;
  expect(long).toHaveLength(64);
  expect(client.outcomes().transactionIdentifier).not.toBe(client.outcomes().transactionIdentifier);
});

test(`${verifies('PS-3')}WP or NP says that the token is new; the status passes it on`, async () => {
  for (const code of ['WP', 'NP']) {
    await using service = await ScriptedService.start({ acceptsRequests: false });
    await using client = connect({ port: service.port, ...quick });
    const status = new StatusReader(client);
    const batch = client.outcomes({ persistToken: 't' }).batches().next();
    const connection = await service.connection();
    connection.send(`MV\\TK${tokenOf(await connection.nextOf('EO'))}`, `${code}\\PSt`, outcome(1));
    expect((await batch).value?.map(numberOf)).toEqual([1]);
    expect(await status.next('newToken')).toMatchObject({ persistToken: 't', transactionIdentifier: 't' });
  }
});

test(`${verifies('CL-5', 'PS-3')}a token that is new again after a reconnect is a gap`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, reconnectBaseMs: 1, ...quick });
  const status = new StatusReader(client);
  void client.outcomes({ persistToken: 't' }).batches().next();
  await status.next('live');
  (await service.connection()).kill();
  const lost = await status.next('disconnected');
  expect(lost.failures).toBe(1);
  expect(lost.reason).not.toBe('');
  const second = await service.connection();
  await second.nextOf('EO');
  second.send(String.raw`WP\PSt`);
  expect(await status.next('gap')).toMatchObject({ persistToken: 't' });
  expect(status.kinds).toEqual(['connecting', 'subscribed', 'live', 'disconnected', 'connecting', 'subscribed', 'gap']);
});

test('outcomes prove that a request was accepted, with a service that answers none', async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  const batch = client.outcomes({ transactionIdentifier: 't' }).batches().next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  connection.send(outcome(1));
  await batch;
  await status.next('subscribed');
});

test(`${verifies('CL-7')}a rejected request ends its subscription with code, cause and message, and nothing is retried`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  const first = client.outcomes({ persistToken: 't' }).batches().next();
  const connection = await service.connection();
  const request = await connection.nextOf('EO');
  connection.send(`ER\\EC9016\\FM"${request}"\\MSnot for you`);
  const error: unknown = await first.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestRejectedError);
  expect(error).toMatchObject({
    code: 'REQUEST_REJECTED',
    errorCode: 9016,
    explanation: 'not for you',
    faultyMessage: request,
    retryable: false,
  });
  await status.next('refused');
  await status.next('idle');
  await connection.closed();
  expect(service.connections).toHaveLength(1);
});

test(`${verifies('CL-7')}without MS the catalogue says what the code means; a cut-off token does not hide whose request it was`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const first = client.outcomes({ transactionIdentifier: 't' }).batches().next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  connection.send(String.raw`ER\EC803\FM"EO\TXt\FO"`);
  await expect(first).rejects.toMatchObject({ explanation: 'Transaction identifier (TX) missing.' });
});

test(`${verifies('END-4')}EF unasked ends the subscription with an error, after what had arrived`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const connection = await service.connection();
  connection.send(...outcomes(1, 2), String.raw`EF\TXt`);
  expect(await taken).toEqual([1, 2]);
  const error: unknown = await reader.next().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SdmpError);
  expect(error).toMatchObject({ code: 'TRANSACTION_ENDED', message: expect.stringContaining('taken over') as string });
  expect(await reader.next()).toEqual({ done: true, value: undefined });
});

test(`${verifies('TR-2')}CR LF ends a frame too, stray ones are stripped; 8-bit is Windows-1252`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ transactionIdentifier: 't' })[Symbol.asyncIterator]();
  const first = reader.next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  connection.socket.write(Buffer.from('\r\nOZ\\TXt\\SI1\\AN\x80\x9c\r\nOZ\\TXt\\SI2\0', 'latin1'));
  expect((await first).value?.agentIdentifier).toBe('€œ');
  expect(await take(reader, 1)).toEqual([2]);
});

test('the Unicode listener is spoken to in UTF-16LE', async () => {
  await using service = await ScriptedService.start({ encoding: 'utf-16le' });
  await using client = connect({ port: service.port, unicode: true, ...quick });
  const first = client.outcomes({ transactionIdentifier: 't', campaignName: 'Прага' }).batches().next();
  const connection = await service.connection();
  expect(await connection.nextOf('EO')).toContain('Прага');
  connection.send(String.raw`OZ\TXt\AN李\SI1`);
  expect((await first).value?.[0]?.agentIdentifier).toBe('李');
});

test('a frame above the limit is passed over and counts as finished', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, maxFrameBytes: 200, ...quick });
  const reader = client.outcomes({ transactionIdentifier: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const connection = await service.connection();
  connection.send(outcome(1), `${outcome(2)}${'x'.repeat(300)}`, outcome(3));
  expect(await taken).toEqual([1, 3]);
  await connection.nextOf(String.raw`VS\TKack:2`);
});

test('a subscription has one reader, and a client no two subscriptions of one name', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const subscription = client.outcomes({ persistToken: 't' });
  const twin = client.outcomes({ persistToken: 't' });
  void subscription.batches().next();
  expect(() => subscription.batches()).toThrow(/one reader/);
  expect(() => client.outcomes({ persistToken: 't' })).toThrow(/already/);
  await expect(twin.batches().next()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});
