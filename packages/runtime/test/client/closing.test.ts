import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { numberOf, outcome, outcomes, StatusReader, take, takeAll } from './support/readers.ts';
import { ScriptedService } from './support/scripted-service.ts';

const quick = { heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000, reconnectBaseMs: 1 };

test(`${verifies('CL-8')}closing lets the reader finish what was received, acknowledges it, then ends the socket`, async () => {
  await using service = await ScriptedService.start();
  const client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 1);
  const connection = await service.connection();
  connection.send(...outcomes(1, 3));
  expect(await taken).toEqual([1]);
  const closed = client.close();
  expect(() => client.outcomes()).toThrow(/closed/);
  expect(await take(reader, 9)).toEqual([2, 3]);
  await closed;
  await connection.closed();
  expect(connection.received.at(-1)).toBe(String.raw`VS\TKack:3`);
  expect(await reader.next()).toEqual({ done: true, value: undefined });
});

test(`${verifies('CL-8')}closing waits no longer than its limit for a reader that does not come back`, async () => {
  await using service = await ScriptedService.start();
  const client = connect({ port: service.port, closeTimeoutMs: 30, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 1);
  const connection = await service.connection();
  connection.send(...outcomes(1, 2));
  await taken;
  await client.close();
  await connection.closed();
  expect(connection.received).not.toContain(String.raw`VS\TKack:1`);
});

test(`${verifies('CL-8')}what arrives after the last outcome was finished is left to the service`, async () => {
  await using service = await ScriptedService.start({ answersProbes: false });
  const client = connect({ port: service.port, closeTimeoutMs: 2000, ...quick });
  const subscription = client.outcomes({ persistToken: 't' });
  const all = takeAll(subscription);
  const connection = await service.connection();
  connection.send(outcome(1), String.raw`MV\TKack:0`);
  await connection.nextOf(String.raw`VS\TKack:1`);
  const closed = client.close();
  expect(await all).toEqual([1]);
  connection.send(outcome(2), String.raw`MV\TKack:1`);
  await closed;
  expect(connection.received.filter((frame) => frame.includes('ack:2'))).toEqual([]);
});

test('an idle client closes at once, twice as well', async () => {
  const client = connect({ port: 1 });
  await Promise.all([client.close(), client.close()]);
  await expect(client.request({ service: null, interface: null, code: 'VS', fields: [] })).rejects.toMatchObject({
    code: 'CLOSED',
  });
});

test('a client that waits for its service closes at once', async () => {
  const gone = await ScriptedService.start();
  await gone[Symbol.asyncDispose]();
  const client = connect({ port: gone.port, ...quick });
  const status = new StatusReader(client);
  const all = takeAll(client.outcomes({ persistToken: 't' }));
  await status.next('disconnected');
  await client.close();
  expect(await all).toEqual([]);
  await status.next('closed');
});

test(`${verifies('CL-8')}an aborted client ends its subscriptions at once, with ABORTED and the reason`, async () => {
  await using service = await ScriptedService.start();
  const abort = new AbortController();
  const client = connect({ port: service.port, signal: abort.signal, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(reader, 1);
  const connection = await service.connection();
  connection.send(...outcomes(1, 3));
  await taken;
  abort.abort('enough');
  await expect(reader.next()).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
  await connection.closed();
  await client.close();
});

test(`${verifies('CL-8')}an aborted subscription ends alone`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const abort = new AbortController();
  const one = client.outcomes({ transactionIdentifier: 'one' }, { signal: abort.signal }).batches();
  const two = client.outcomes({ transactionIdentifier: 'two' }).batches();
  const fromOne = one.next();
  const fromTwo = two.next();
  const connection = await service.connection();
  await connection.until(() => connection.received.some((frame) => frame.includes(String.raw`\TXtwo`)));
  abort.abort();
  await expect(fromOne).rejects.toMatchObject({ code: 'ABORTED' });
  expect(await connection.nextOf('EE')).toBe(String.raw`EE\TXone`);
  connection.send(outcome(1, 'one'), String.raw`EF\TXone`, outcome(2, 'two'));
  expect((await fromTwo).value?.map(numberOf)).toEqual([2]);
  void two.next();
  await connection.nextOf(String.raw`VS\TKack:2`);
});

test('a signal that was aborted before anything began sends nothing', async () => {
  const client = connect({ port: 1 });
  const reader = client.outcomes({}, { signal: AbortSignal.abort() }).batches();
  await expect(reader.next()).rejects.toMatchObject({ code: 'ABORTED' });
  const aborted = connect({ port: 1, signal: AbortSignal.abort() });
  expect(() => aborted.outcomes()).toThrow(/closed/);
  await client.close();
});

test(`${verifies('ACK-1', 'ACK-3')}leaving a persistent subscription acknowledges what was finished, and parks the rest`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  const subscription = client.outcomes({ persistToken: 't' });
  const connecting = service.connection();
  const read = async (): Promise<number[]> => {
    const numbers: number[] = [];
    for await (const each of subscription) {
      numbers.push(numberOf(each));
      if (numbers.length === 2) break;
    }
    return numbers;
  };
  const reading = read();
  const first = await connecting;
  first.send(...outcomes(1, 3));
  expect(await reading).toEqual([1, 2]);
  await first.closed();
  expect(first.received.at(-1)).toBe(String.raw`VS\TKack:1`);
  await status.next('idle');

  const again = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = take(again, 2);
  const second = await service.connection();
  await second.nextOf('EO');
  second.send(...outcomes(2, 3));
  expect(await taken).toEqual([2, 3]);
  await again.return?.();
});

test('leaving one of two persistent subscriptions continues with the other on a fresh connection', async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const one = client.outcomes({ persistToken: 'one' }).batches();
  const two = client.outcomes({ persistToken: 'two' }).batches();
  const fromOne = one.next();
  const fromTwo = two.next();
  const first = await service.connection();
  await first.until(() => first.received.some((frame) => frame.includes(String.raw`\TXtwo`)));
  first.send(outcome(1, 'one'), outcome(2, 'two'));
  await Promise.all([fromOne, fromTwo]);
  await one.return?.();
  const next = two.next();
  const second = await service.connection();
  expect(await second.nextOf('EO')).toContain(String.raw`\TXtwo`);
  // Behind an unfinished outcome of the one that was left nothing could be acknowledged: it comes again.
  second.send(outcome(2, 'two'), outcome(3, 'two'));
  expect((await next).value?.map(numberOf)).toEqual([3]);
  await two.return?.();
});

test('a logger that throws is told so, and the client continues and closes', async () => {
  const thrown: unknown[] = [];
  const later = globalThis.queueMicrotask;
  vi.stubGlobal('queueMicrotask', (run: () => void) => {
    later(() => {
      try {
        run();
      } catch (error) {
        thrown.push(error);
      }
    });
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const fail = (message: string): void => {
    throw new Error(message);
  };
  await using service = await ScriptedService.start();
  const logger = { debug: fail, info: fail, warn: fail };
  const client = connect({ port: service.port, logger, ...quick });
  const all = takeAll(client.outcomes({ persistToken: 't' }));
  const first = await service.connection();
  await first.nextOf('EO');
  first.kill();
  const second = await service.connection();
  second.send(outcome(1));
  await second.nextOf(String.raw`VS\TKack:1`);
  await client.close();
  expect(await all).toEqual([1]);
  expect(thrown.map(String)).toEqual(expect.arrayContaining(['Error: client disconnected', 'Error: client closed']));
});
