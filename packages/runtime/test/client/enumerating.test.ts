import { InvalidMessageError, serviceErrors } from '@sdmp/protocol';
import { expect, expectTypeOf, test } from 'vitest';
import { connect, type Enumerated, RequestRejectedError } from '../../src/client/index.ts';
import { runService } from '../server/support/running-service.ts';
import { outcome, StatusReader, take } from './support/readers.ts';
import { type ScriptedConnection, ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000, reconnectBaseMs: 1 };

/** Takes the next request with that code for good. */
async function accept(connection: ScriptedConnection, code: string): Promise<string> {
  const request = await connection.nextOf(`${code}\\`);
  connection.send(`MV\\TK${tokenOf(request)}`);
  return request;
}

function agent(name: string, transaction = 'agents'): string {
  return `AZ\\TX${transaction}\\TDdefault\\AN${name}\\DS3\\OS2`;
}

async function next<Item>(reader: AsyncIterator<Item, unknown>): Promise<Item> {
  const step = await reader.next();
  if (step.done === true) throw new RangeError('the subscription ended');
  return step.value;
}

test('an enumeration yields its data messages under long names, with the message as it came', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const request = { transactionIdentifier: 'agents', levelOfDetail: 2, tenantDescriptor: 'default' };
  const reader = client.enumerate('EnumerateAgents', request)[Symbol.asyncIterator]();
  expect(service.connections).toHaveLength(0);
  const first = next(reader);
  const connection = await service.connection();
  expect(await accept(connection, 'EA')).toBe(String.raw`EA\LD2\TDdefault\TKEA:1\TXagents`);
  connection.send(agent('Joe'));
  const { fields, problems, message } = await first;
  expectTypeOf(fields.agentIdentifier).toEqualTypeOf<string | undefined>();
  expectTypeOf(fields.detailState).toEqualTypeOf<number | undefined>();
  expect(fields).toMatchObject({ agentIdentifier: 'Joe', detailState: 3, tenantDescriptor: 'default' });
  expect(message.text).toBe(agent('Joe'));
  expect(problems.map(({ rule }) => rule)).toEqual(problems.map(() => 'missingParameter'));
});

test('a wrong parameter does not compile, and nothing is sent', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  // @ts-expect-error There is no such parameter.
  expect(() => client.enumerate('EnumerateAgents', { campainName: 'a' })).toThrow(InvalidMessageError);
  // @ts-expect-error Facility and severity are mandatory.
  expect(() => client.enumerate('EnumerateNotifications', {})).toThrow(InvalidMessageError);
  // @ts-expect-error Turrets have no persist token.
  expect(() => client.enumerate('EnumerateTurrets', { persistToken: 't' })).toThrow(InvalidMessageError);
  // @ts-expect-error Outcomes have a face of their own.
  expect(() => client.enumerate('EnumerateOutcomes', {})).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
  expect(() => client.enumerate('EnumerateAgents', { levelOfDetail: 99 })).toThrow(InvalidMessageError);
  expect(service.connections).toHaveLength(0);
});

test('an older release refuses what it does not know', async () => {
  await using client = connect({ port: 1, release: '10.6.412' });
  expect(() => client.enumerate('EnumerateTurrets', {})).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(() => client.enumerate('EnumerateAgents', { rateControl: 5 })).toThrow(InvalidMessageError);
});

test('a lost connection is made anew, with the same transaction and persist token', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.enumerate('EnumerateCampaigns', { persistToken: 'wall' })[Symbol.asyncIterator]();
  const first = next(reader);
  const before = await service.connection();
  const request = await accept(before, 'EC');
  expect(request).toBe(String.raw`EC\PSwall\TKEC:1\TXEC:wall`);
  before.send(String.raw`CZ\TXEC:wall\CNSales1`);
  expect((await first).fields.campaignName).toBe('Sales1');
  const second = next(reader);
  await before.nextOf(String.raw`VS\TKack:1`);
  before.kill();
  const after = await service.connection();
  expect((await accept(after, 'EC')).replace('EC:2', 'EC:1')).toBe(request);
  after.send(String.raw`CZ\TXEC:wall\CNSales2`);
  expect((await second).fields.campaignName).toBe('Sales2');
});

test('outcomes and enumerations share a connection and do not mix', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const outcomes = client.outcomes({ transactionIdentifier: 't' })[Symbol.asyncIterator]();
  const agents = client.enumerate('EnumerateAgents', { transactionIdentifier: 'agents' })[Symbol.asyncIterator]();
  const numbers = take(outcomes, 2);
  const someone = next(agents);
  const connection = await service.connection();
  await accept(connection, 'EA');
  connection.send(outcome(1), agent('Joe'), outcome(2), agent('Ann'));
  expect(await numbers).toEqual([1, 2]);
  expect([(await someone).fields.agentIdentifier, (await next(agents)).fields.agentIdentifier]).toEqual(['Joe', 'Ann']);
  expect(service.connections).toHaveLength(1);
});

test('data that bear no transaction belong to the one who asked for such data', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const transfers = client.enumerate('EnumerateTransferActivity', {})[Symbol.asyncIterator]();
  const first = next(transfers);
  const connection = await service.connection();
  await accept(connection, 'EX');
  connection.send(String.raw`XZ\TDdefault\ANFred\A2George\EX1238\RS0`, String.raw`CG:MA:XZ\ANAnn\RS1`);
  expect((await first).fields).toMatchObject({ agentIdentifier: 'Fred', secondAgent: 'George', resourceStatus: 0 });
  expect((await next(transfers)).fields.agentIdentifier).toBe('Ann');
});

test('a request that is not known to take a token needs no answer', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, answerTimeoutMs: 50 });
  const status = new StatusReader(client);
  const events = client.enumerate('EnumerateTelephony', { transactionIdentifier: 'calls' })[Symbol.asyncIterator]();
  const first = next(events);
  const connection = await service.connection();
  expect(await connection.next()).toBe(String.raw`ET\TXcalls`);
  // Longer than an answer may take.
  for (let probes = 0; probes < 6; probes++) await connection.nextOf('VS');
  connection.send(String.raw`TE\TXcalls\CNSales1`);
  await status.next('subscribed');
  expect((await first).fields.campaignName).toBe('Sales1');
  expect(service.connections).toHaveLength(1);
});

test('a reader that asks for no more stops the socket and gets everything after', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, queueBytes: 2000, ...quick });
  const reader = client.enumerate('EnumerateAgents', { transactionIdentifier: 'agents' }).batches({ max: 100 });
  const first = reader.next();
  const connection = await service.connection();
  await accept(connection, 'EA');
  const count = 3000;
  for (let number = 0; number < count; number++) connection.send(agent(String(number)));
  const names: (string | undefined)[] = [];
  for (let step = await first; step.done !== true; step = await reader.next()) {
    names.push(...step.value.map((item: Enumerated<'EnumerateAgents'>) => item.fields.agentIdentifier));
    if (names.length === count) break;
  }
  expect(names).toEqual(Array.from({ length: count }, (_, number) => String(number)));
});

test('leaving the loop ends the enumeration with EE', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.enumerate('EnumerateSwitches', { transactionIdentifier: 's' })[Symbol.asyncIterator]();
  const first = next(reader);
  const connection = await service.connection();
  await accept(connection, 'ES');
  connection.send(String.raw`SZ\TXs`);
  await first;
  await reader.return?.();
  expect(await connection.nextOf('EE')).toBe(String.raw`EE\TXs`);
});

test('a service that serves outcomes only refuses it', async () => {
  await using running = await runService();
  const [address] = running.service.addresses;
  await using client = connect({ port: address?.port ?? 0, ...quick });
  const reader = client.enumerate('EnumerateAgents', {})[Symbol.asyncIterator]();
  const refused = await reader.next().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RequestRejectedError);
  expect(refused).toMatchObject({ errorCode: serviceErrors.notServed.code });
});
