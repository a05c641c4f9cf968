import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { numbered, runService } from './support/running-service.ts';

const request = String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKon`;

function outcomes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `OZ\\TXfeed${numbered(from + index)}`);
}

test(`${verifies('ACK-2', 'ACK-1')}after an ack, what was not acknowledged is delivered again after the re-issue`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(request, String.raw`VS\TKack:0`);
  expect((await first.take(4)).toSorted()).toEqual([
    'DA',
    String.raw`MV\TKack:0`,
    String.raw`MV\TKon`,
    String.raw`WP\PSapp`,
  ]);
  await running.recordNumbered(1, 10);
  expect(await first.take(10)).toEqual(outcomes(1, 10));
  first.send(String.raw`VS\TKack:4`);
  expect((await first.take(2)).toSorted()).toEqual(['DA', String.raw`MV\TKack:4`]);
  await first.end();
  const second = await running.connect();
  second.send(request);
  expect(await second.take(7)).toEqual([String.raw`MV\TKon`, ...outcomes(5, 10)]);
});

test(`${verifies('ACK-2')}without acks the position moves when the bytes have left`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(request);
  await first.take(2);
  await running.recordNumbered(1, 10);
  await first.take(10);
  await first.end();
  await running.recordNumbered(11, 12);
  const second = await running.connect();
  second.send(request);
  expect(await second.take(3)).toEqual([String.raw`MV\TKon`, ...outcomes(11, 12)]);
});

test(`${verifies('ACK-2')}an ack counts the OZ of the socket, over all its transactions`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(String.raw`EO\TXpassing\FO\SO`, request, String.raw`VS\TKack:0`);
  await first.take(4);
  await running.recordNumbered(1, 1);
  await first.take(2);
  await running.recordNumbered(2, 2);
  await first.take(2);
  first.send(String.raw`VS\TKack:2`);
  await first.take(2);
  await first.end();
  const second = await running.connect();
  second.send(request);
  expect(await second.take(2)).toEqual([String.raw`MV\TKon`, ...outcomes(2, 2)]);
});

test(`${verifies('ACK-2')}an acknowledging reader that stops acknowledging is waited for at the limit`, async () => {
  await using running = await runService({ maxUnacknowledged: 100, writeBytes: 500 });
  const client = await running.connect();
  client.send(request, String.raw`VS\TKack:0`);
  await client.take(4);
  await running.recordNumbered(1, 1000);
  const some = await client.take(100);
  expect(some).toEqual(outcomes(1, 100));
  expect(running.service.status().counters.outcomesDelivered).toBeLessThan(1000);
  let taken = 100;
  while (taken < 1000) {
    client.send(`VS\\TKack:${taken}`);
    for (let frame = await client.next(); ; frame = await client.next()) {
      if (frame.startsWith('OZ')) taken++;
      if (frame === `MV\\TKack:${taken}` || taken % 100 === 0) break;
    }
  }
  expect(taken).toBe(1000);
});

test('an ack for more than was sent counts as all of it', async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(request, String.raw`VS\TKack:999`);
  await client.take(4);
  await running.recordNumbered(1, 3);
  expect(await client.take(3)).toEqual(outcomes(1, 3));
  await client.end();
  const second = await running.connect();
  second.send(request);
  expect(await second.take(4)).toEqual([String.raw`MV\TKon`, ...outcomes(1, 3)]);
});
