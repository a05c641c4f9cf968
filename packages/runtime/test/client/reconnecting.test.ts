import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { outcome, outcomes, StatusReader, take } from './support/readers.ts';
import { ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000, reconnectBaseMs: 1 };

test(`${verifies('CL-2', 'CL-3')}a lost connection is made anew, with the same requests`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't', rateControl: 700 })[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const first = await service.connection();
  const request = await first.nextOf('EO');
  first.send(outcome(1));
  first.socket.end();
  const second = await service.connection();
  expect((await second.next()).replace('run:2', 'run:1')).toBe(request);
  expect(await second.next()).toBe(String.raw`VS\TKack:0`);
  second.send(outcome(2));
  expect(await taken).toEqual([1, 2]);
});

test(`${verifies('ACK-3')}what was received before is dropped, wherever the service resumes; what was not finished is delivered once`, async () => {
  await using service = await ScriptedService.start({ answersProbes: false });
  await using client = connect({ port: service.port, ...quick });
  const subscription = client.outcomes({ persistToken: 't' });
  const reader = subscription[Symbol.asyncIterator]();
  const taken = take(reader, 3);
  const first = await service.connection();
  first.send(...outcomes(1, 6));
  expect(await taken).toEqual([1, 2, 3]);
  await first.nextOf(String.raw`VS\TKack:2`);
  first.kill();

  const second = await service.connection();
  await second.nextOf('EO');
  // Its last recorded acknowledgement was the first outcome; 4 to 6 wait here, 7 is new.
  second.send(...outcomes(2, 7));
  expect(await take(reader, 2)).toEqual([4, 5]);
  // Of this socket's six frames, 2 to 4 are finished.
  await second.nextOf(String.raw`VS\TKack:3`);
  second.kill();

  const third = await service.connection();
  await third.nextOf('EO');
  third.send(...outcomes(5, 8));
  expect(await take(reader, 3)).toEqual([6, 7, 8]);
  await third.nextOf(String.raw`VS\TKack:3`);
  subscription.acknowledge();
  await third.nextOf(String.raw`VS\TKack:4`);
});

test(`${verifies('ACK-3')}only what the service confirmed leaves the window`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const subscription = client.outcomes({ persistToken: 't' });
  const reader = subscription[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const first = await service.connection();
  first.send(...outcomes(1, 2));
  await taken;
  subscription.acknowledge();
  await first.nextOf(String.raw`VS\TKack:2`);
  // The probe behind shows that the answer to the one before was read.
  await first.nextOf(String.raw`VS\TKack:2`);
  first.kill();
  const second = await service.connection();
  await second.nextOf('EO');
  // Confirmed outcomes are not sent again: what looks like one is another.
  second.send(outcome(1));
  expect(await take(reader, 1)).toEqual([1]);
});

test(`${verifies('ACK-3')}without a persist token nothing is taken for a repetition`, async () => {
  await using service = await ScriptedService.start({ answersProbes: false });
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ transactionIdentifier: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 1);
  const first = await service.connection();
  first.send(outcome(1));
  await taken;
  first.kill();
  const second = await service.connection();
  await second.nextOf('EO');
  second.send(outcome(1));
  expect(await take(reader, 1)).toEqual([1]);
});

test('half a frame at the end of a connection is no outcome', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 2);
  const first = await service.connection();
  await first.nextOf('EO');
  first.send(outcome(1));
  first.socket.end(outcome(2).slice(0, 20));
  const second = await service.connection();
  await second.nextOf('EO');
  second.send(...outcomes(1, 2));
  expect(await taken).toEqual([1, 2]);
});

test(`${verifies('ACK-4')}a service that answers no probe is left for a new connection`, async () => {
  await using service = await ScriptedService.start({ answersProbes: false });
  await using client = connect({
    port: service.port,
    heartbeatIntervalMs: 20,
    heartbeatTimeoutMs: 60,
    closeTimeoutMs: 50,
  });
  const status = new StatusReader(client);
  void client.outcomes({ persistToken: 't' }).batches().next();
  const first = await service.connection();
  expect(await status.next('disconnected')).toMatchObject({ reason: expect.stringContaining('probes') as string });
  await first.closed();
  await service.connection();
});

test(`${verifies('CL-4')}a service that does not answer the request is left for a new connection`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, answerTimeoutMs: 50, ...quick });
  const status = new StatusReader(client);
  void client.outcomes({ persistToken: 't' }).batches().next();
  expect(await status.next('disconnected')).toMatchObject({
    reason: expect.stringContaining('not answered') as string,
  });
});

test(`${verifies('CL-2')}a service that is away is tried again until it is there`, async () => {
  const gone = await ScriptedService.start();
  await gone[Symbol.asyncDispose]();
  await using client = connect({ port: gone.port, reconnectCapMs: 5, ...quick });
  const status = new StatusReader(client);
  void client.outcomes({ persistToken: 't' }).batches().next();
  for (let failures = 1; failures <= 5; failures++) {
    const lost = await status.next('disconnected');
    expect(lost.failures).toBe(failures);
    expect(lost.retryInMs).toBeLessThanOrEqual(5);
  }
});

const inUse = (request: string): string => `ER\\EC${String(serviceErrors.transactionInUse.code)}\\FM"${request}"`;

test(`${verifies('CL-7')}a re-issue that is rejected because our dead socket lingers is made again after a while`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  void client.outcomes({ transactionIdentifier: 't' }).batches().next();
  const first = await service.connection();
  first.send(`MV\\TK${tokenOf(await first.nextOf('EO'))}`);
  await status.next('live');
  first.kill();
  const second = await service.connection();
  second.send(inUse(await second.nextOf('EO')));
  await status.next('retrying');
  second.send(`MV\\TK${tokenOf(await second.nextOf('EO'))}`);
  await status.next('live');
});

const unavailable = (request: string): string => `ER\\EC${String(serviceErrors.unavailable.code)}\\FM"${request}"`;

test(`${verifies('CL-7', 'PS-1')}a re-issue that the service cannot take now is made again until it can`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  const taken = take(client.outcomes({ persistToken: 't' })[Symbol.asyncIterator](), 1);
  const first = await service.connection();
  first.send(`MV\\TK${tokenOf(await first.nextOf('EO'))}`);
  await status.next('live');
  first.kill();
  const second = await service.connection();
  for (let times = 0; times < 3; times++) {
    second.send(unavailable(await second.nextOf('EO')));
    await status.next('retrying');
  }
  second.send(`MV\\TK${tokenOf(await second.nextOf('EO'))}`, outcome(1));
  expect(await taken).toEqual([1]);
});

test(`${verifies('CL-7')}of a first request that is final, and says that it may be made again`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const batch = client.outcomes({ persistToken: 't' }).batches().next();
  const connection = await service.connection();
  connection.send(unavailable(await connection.nextOf('EO')));
  await expect(batch).rejects.toMatchObject({ errorCode: serviceErrors.unavailable.code, retryable: true });
});

test(`${verifies('CL-7')}the same rejection of a first request is final`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const batch = client.outcomes({ transactionIdentifier: 't' }).batches().next();
  const connection = await service.connection();
  connection.send(inUse(await connection.nextOf('EO')));
  await expect(batch).rejects.toMatchObject({ errorCode: serviceErrors.transactionInUse.code });
});
