import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000, reconnectBaseMs: 1, closeTimeoutMs: 50 };
const message = { service: null, interface: null, code: 'UO', fields: ['CN', 'Sales1'] };

test(`${verifies('TR-4')}a request gets a token, and is settled by the MV that bears it`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const one = client.request(message);
  const two = client.request({ ...message, fields: ['TK', 'mine', 'CN', 'Sales2'] });
  const connection = await service.connection();
  expect(await connection.nextOf('UO')).toBe(String.raw`UO\CNSales1\TKrequest:1`);
  expect(await connection.nextOf('UO')).toBe(String.raw`UO\TKmine\CNSales2`);
  connection.send(String.raw`MV\TKmine`, String.raw`MV\TKrequest:1`);
  expect((await one).text).toBe(String.raw`MV\TKrequest:1`);
  expect((await two).text).toBe(String.raw`MV\TKmine`);
  const three = client.request(message);
  connection.send(`MV\\TK${tokenOf(await connection.nextOf('UO'))}`);
  await three;
  expect(service.connections).toHaveLength(1);
});

test('an ER that repeats the token rejects the request', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const answer = client.request(message);
  const connection = await service.connection();
  const frame = await connection.nextOf('UO');
  connection.send(`ER\\EC30\\FM"${frame}"`);
  await expect(answer).rejects.toMatchObject({ code: 'REQUEST_REJECTED', errorCode: 30, faultyMessage: frame });
});

test('no answer in time, an abort and a lost connection each have their own code', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const late = client.request(message, { timeoutMs: 20 });
  await expect(late).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT', retryable: true });
  const abort = new AbortController();
  const aborted = client.request(message, { signal: abort.signal });
  abort.abort();
  await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  await expect(client.request(message, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  const lost = client.request({ ...message, fields: ['CN', 'Last'] });
  const connection = await service.connection();
  await connection.nextOf(String.raw`UO\CNLast`);
  connection.kill();
  await expect(lost).rejects.toMatchObject({ code: 'CLOSED', retryable: true });
});

test('two requests with one token at a time are refused', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const fields = ['TK', 'same'];
  const first = client.request({ ...message, fields });
  await expect(client.request({ ...message, fields })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  const connection = await service.connection();
  await connection.nextOf('UO');
  connection.send(String.raw`MV\TKsame`);
  await first;
});
