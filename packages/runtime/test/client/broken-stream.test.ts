import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { outcome, StatusReader, take } from './support/readers.ts';
import { ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, heartbeatIntervalMs: 20, heartbeatTimeoutMs: 5000, reconnectBaseMs: 1 };

const placed = (number: number): string => String.raw`OZ\TXt\ZPj.${number}.5\CNSales1\SI${number}\RE10`;

/** What ends in the midst of the next frame, so that it swallows it. */
const garbage = 'no message, and no end: ';

test(`${verifies('ACK-5')}an outcome that garbage from our service swallowed comes again by a new connection`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const status = new StatusReader(client);
  const taken = take(client.outcomes({ persistToken: 't' })[Symbol.asyncIterator](), 3);
  const first = await service.connection();
  await first.nextOf('EO');
  first.send(placed(1), garbage + placed(2), placed(3));
  expect(await status.next('disconnected')).toMatchObject({ reason: 'the service sent what is no message' });
  const second = await service.connection();
  await second.nextOf('EO');
  expect(first.received.filter((frame) => /ack:[23]/.test(frame))).toEqual([]);
  second.send(placed(1), placed(2), placed(3));
  expect(await taken).toEqual([1, 2, 3]);
});

test(`${verifies('ACK-5')}so does one before the first outcome, where the service named its journal`, async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const taken = take(client.outcomes({ persistToken: 't' })[Symbol.asyncIterator](), 1);
  const first = await service.connection();
  first.send(String.raw`MV\TK${tokenOf(await first.nextOf('EO'))}\ZPj`, garbage + placed(1));
  const second = await service.connection();
  await second.nextOf('EO');
  second.send(placed(1));
  expect(await taken).toEqual([1]);
});

test(`${verifies('ACK-5')}a dialer's data that are cut at a line end do not end the connection`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick });
  const taken = take(client.outcomes({ persistToken: 't' })[Symbol.asyncIterator](), 2);
  const first = await service.connection();
  await first.nextOf('EO');
  first.send(`${outcome(1)}Ann\r\n1 High Street`, outcome(2));
  expect(await taken).toEqual([1, 2]);
  expect(service.connections).toHaveLength(1);
});
