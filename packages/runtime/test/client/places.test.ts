import type { Outcome } from '@sdmp/outcomes';
import { placeCode } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { type ScriptedConnection, ScriptedService, tokenOf } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, reconnectBaseMs: 1 };

const placed = (place: string, session: number): string =>
  `OZ\\TXt\\${placeCode}${place}\\CNSales1\\SI${String(session)}\\RE10`;

async function accept(connection: ScriptedConnection, journal?: string): Promise<void> {
  const token = tokenOf(await connection.nextOf('EO'));
  connection.send(`MV\\TK${token}${journal === undefined ? '' : `\\${placeCode}${journal}`}`);
}

async function takeOutcomes(reader: AsyncIterator<Outcome>, count: number): Promise<Outcome[]> {
  const taken: Outcome[] = [];
  while (taken.length < count) {
    const { done, value } = await reader.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

test('places without a journal are in the one that the service named, also in JSON, and whole places in their own', async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = takeOutcomes(reader, 3);
  const connection = await service.connection();
  await accept(connection, 'j-1');
  connection.send(placed('.7.1700000000000', 1), placed('.8.1700000000001', 2), placed('other.9.1700000000002', 3));
  const outcomes = await taken;
  expect(outcomes.map(({ id }) => id)).toEqual(['j-1-7', 'j-1-8', 'other-9']);
  expect(outcomes.map(({ time }) => time)).toEqual([1_700_000_000_000, 1_700_000_000_001, 1_700_000_000_002]);
  expect(outcomes.map(({ place }) => place?.position)).toEqual([7, 8, 9]);
  expect(outcomes[0]?.toJSON()).toMatchObject({ id: 'j-1-7', time: new Date(1_700_000_000_000).toISOString() });
  expect(outcomes[0]?.toJSON().other).toBeUndefined();
  expect(outcomes[1]?.transactionIdentifier).toBe('t');
  expect(outcomes[1]?.frame).toBe(placed('.8.1700000000001', 2));
});

test('without a named journal an outcome has no id', async () => {
  await using service = await ScriptedService.start({ acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = takeOutcomes(reader, 1);
  const connection = await service.connection();
  await accept(connection);
  connection.send(placed('.7.1700000000000', 1));
  expect((await taken)[0]?.id).toBeUndefined();
});

test(`${verifies('ACK-3')}behind a reconnect the same place of another journal is another outcome, and of the same journal the same`, async () => {
  await using service = await ScriptedService.start({ answersProbes: false, acceptsRequests: false });
  await using client = connect({ port: service.port, ...quick });
  const reader = client.outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  const taken = takeOutcomes(reader, 3);
  const first = await service.connection();
  await accept(first, 'j-1');
  first.send(placed('.7.1', 1), placed('.8.1', 2));
  first.socket.end();

  const second = await service.connection();
  await accept(second, 'j-1');
  // A service that went back a version writes whole places.
  second.send(placed('.7.1', 1), placed('j-1.8.1', 2));
  second.socket.end();

  const third = await service.connection();
  await accept(third, 'j-2');
  third.send(placed('.7.1', 1));
  expect((await taken).map(({ id }) => id)).toEqual(['j-1-7', 'j-1-8', 'j-2-7']);
});
