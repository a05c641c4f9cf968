import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { PlainSocket } from './support/plain-socket.ts';
import { runService, type ServiceUnderTest } from './support/running-service.ts';
import { ann, bob, manager, type SomeUser, someUsers, system, ua } from './support/some-users.ts';

async function run(): Promise<ServiceUnderTest> {
  return runService({ users: await someUsers(ann, bob, manager, system) });
}

async function connectAs(running: ServiceUnderTest, user: SomeUser): Promise<PlainSocket> {
  const socket = await running.connect();
  socket.send(ua(user));
  expect(await socket.next()).toContain(String.raw`\RS0`);
  return socket;
}

const sent = (number: number, tenant: string): string => `\\TD${tenant}\\CNSales1\\SI${number}\\RE10`;

test(`${verifies('AU-3', 'EO-9')}without TD a socket gets its own tenant's outcomes, the landlord's gets all`, async () => {
  await using running = await run();
  const [north, south, all] = [
    await connectAs(running, ann),
    await connectAs(running, bob),
    await connectAs(running, system),
  ];
  north.send(String.raw`EO\TXa\FO\SO\TK1`);
  south.send(String.raw`EO\TXa\CNSales1\FO\SO\TK1`);
  all.send(String.raw`EO\TXa\FO\SO\TK1`, String.raw`EO\TXb\TDsouth\FO\SO\TK2`);
  await Promise.all([north.next(), south.next(), all.take(2)]);
  await running.record(`OZ${sent(1, 'north')}`, `OZ${sent(2, 'south')}`, String.raw`OZ\CNSales1\SI3\RE10`);
  await running.record(`OZ${sent(4, 'north')}`, `OZ${sent(5, 'south')}`);
  expect(await north.take(2)).toEqual([`OZ\\TXa${sent(1, 'north')}`, `OZ\\TXa${sent(4, 'north')}`]);
  expect(await south.take(2)).toEqual([`OZ\\TXa${sent(2, 'south')}`, `OZ\\TXa${sent(5, 'south')}`]);
  const received = await all.take(7);
  const of = (transaction: string): unknown[] =>
    received.filter((frame) => frame.startsWith(`OZ\\TX${transaction}`)).map((frame) => /SI(\d)/.exec(frame)?.[1]);
  expect([of('a'), of('b')]).toEqual([
    ['1', '2', '3', '4', '5'],
    ['2', '5'],
  ]);
});

test(`${verifies('AU-3')}a socket may name its own tenant and no other, in any request`, async () => {
  await using running = await run();
  const north = await connectAs(running, ann);
  const refused = [String.raw`EO\TDsouth\TXa\FO`, String.raw`EE\TDsouth\TXa`, String.raw`VS\TDlandlord`];
  north.send(...refused, String.raw`EO\TDnorth\TXa\FO\TK1`, String.raw`EO\TDNorth\TXb\FO`);
  const { code, meaning } = serviceErrors.otherTenant;
  const error = (request: string): string => `ER\\EC${code}\\FM"${request}"\\MS${meaning}`;
  expect(await north.take(3)).toEqual(refused.map(error));
  expect(await north.take(2)).toEqual([String.raw`MV\TK1`, error(String.raw`EO\TDNorth\TXb\FO`)]);
});

test(`${verifies('AU-3', 'PS-8')}a persist token of another tenant cannot be resumed, ended or noticed`, async () => {
  await using running = await run();
  const north = await connectAs(running, ann);
  north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
  expect(await north.take(2)).toEqual([String.raw`MV\TK1`, String.raw`WP\PSapp`]);

  // Held by a socket of the other tenant: a token and a TX of the same names are new and free here.
  const south = await connectAs(running, bob);
  south.send(String.raw`EE\TXfeed`, String.raw`EO\TXfeed\PSapp\FO\SO\TK2`);
  expect(await south.take(3)).toEqual([expect.stringMatching(/^ER\\EC9015/), String.raw`MV\TK2`, String.raw`WP\PSapp`]);
  south.send(String.raw`EE\TXfeed`);
  expect(await south.next()).toBe(String.raw`EF\TXfeed`);

  // Parked: nor then.
  await north.end();
  await running.record(`OZ${sent(1, 'north')}`);
  south.send(String.raw`EE\TXfeed`, String.raw`EO\TXother\PSapp\FO\SO\TK3`, 'VS');
  expect(await south.take(4)).toEqual([
    expect.stringMatching(/^ER\\EC9015/),
    String.raw`MV\TK3`,
    String.raw`WP\PSapp`,
    'DA',
  ]);
  const back = await connectAs(running, manager);
  back.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK4`);
  expect(await back.take(2)).toEqual([String.raw`MV\TK4`, `OZ\\TXfeed${sent(1, 'north')}`]);
});

test(`${verifies('AU-3', 'PS-5')}the landlord can take over and end what a tenant parked`, async () => {
  await using running = await run();
  const north = await connectAs(running, ann);
  north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
  await north.take(2);
  const all = await connectAs(running, system);
  all.send(String.raw`EO\TXfeed\TDnorth\PSapp\FO\SO\TK2`);
  expect(await all.next()).toBe(String.raw`MV\TK2`);
  expect(await north.next()).toBe(String.raw`EF\TXfeed`);
  await all.end();
  const again = await connectAs(running, system);
  again.send(String.raw`EE\TXfeed\TDnorth`);
  expect(await again.next()).toBe(String.raw`EF\TXfeed`);
  expect(running.service.status().transactions).toEqual([]);
});

test(`${verifies('AU-3')}a place kept by a token is found again after a restart by its tenant alone`, async () => {
  const journal = await openMemoryJournal();
  const users = await someUsers(ann, bob);
  {
    await using running = await runService({ journal, users });
    const north = await connectAs(running, ann);
    north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
    await north.take(2);
    await north.end();
    await running.record(`OZ${sent(1, 'north')}`, `OZ${sent(2, 'south')}`);
  }
  await using running = await runService({ journal, users });
  const south = await connectAs(running, bob);
  south.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
  expect(await south.take(2)).toEqual([String.raw`MV\TK1`, String.raw`WP\PSapp`]);
  const north = await connectAs(running, ann);
  north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
  expect(await north.take(2)).toEqual([String.raw`MV\TK1`, `OZ\\TXfeed${sent(1, 'north')}`]);
});

test(`${verifies('AU-3', 'PS-8')}after a restart a user of another tenant can neither take, end nor name a token, and its place is as it was`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-tenants-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const users = await someUsers(ann, bob);
  const inTurn = async (turn: (running: ServiceUnderTest) => Promise<void>): Promise<void> => {
    const journal = await openSqliteJournal({ directory });
    try {
      await using running = await runService({ journal, users });
      await turn(running);
    } finally {
      await journal.close();
    }
  };
  await inTurn(async (running) => {
    const north = await connectAs(running, ann);
    north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK1`);
    await north.take(2);
    await north.end();
    await running.record(`OZ${sent(1, 'north')}`);
  });
  await inTurn(async (running) => {
    const south = await connectAs(running, bob);
    south.send(
      String.raw`EE\TXfeed`,
      String.raw`EE\TXfeed\TDnorth`,
      String.raw`EO\TXfeed\PSapp\TDnorth\FO\SO\TK2`,
      String.raw`EO\TXother\PSapp\FO\SO\TK3`,
      'VS',
    );
    expect(await south.take(6)).toEqual([
      expect.stringMatching(/^ER\\EC9015/),
      expect.stringMatching(/^ER\\EC/),
      expect.stringMatching(/^ER\\EC/),
      String.raw`MV\TK3`,
      String.raw`WP\PSapp`,
      'DA',
    ]);
  });
  await inTurn(async (running) => {
    const north = await connectAs(running, ann);
    north.send(String.raw`EO\TXfeed\PSapp\FO\SO\TK4`);
    expect(await north.take(2)).toEqual([String.raw`MV\TK4`, `OZ\\TXfeed${sent(1, 'north')}`]);
  });
});

test(`${verifies('AU-1', 'AU-3')}another user on a socket ends what the first asked for; the same user again does not`, async () => {
  await using running = await run();
  const socket = await connectAs(running, ann);
  socket.send(String.raw`EO\TXkept\PSapp\FO\SO\TK1`, String.raw`EO\TXpassing\FO\SO\TK2`);
  await socket.take(3);
  socket.send(ua(ann));
  expect(await socket.next()).toContain(String.raw`\RS0`);
  await running.record(`OZ${sent(1, 'north')}`);
  expect(await socket.take(2)).toHaveLength(2);

  socket.send(ua(bob));
  expect(await socket.take(3)).toEqual([
    String.raw`EF\TXkept`,
    String.raw`EF\TXpassing`,
    expect.stringContaining(String.raw`\ANbob\RS0`),
  ]);
  await running.record(`OZ${sent(2, 'north')}`);
  const states = running.service
    .status()
    .transactions.map(({ transactionIdentifier, state }) => [transactionIdentifier, state]);
  expect(states).toEqual([['kept', 'parked']]);
  const back = await connectAs(running, ann);
  back.send(String.raw`EO\TXkept\PSapp\FO\SO\TK3`);
  expect(await back.take(2)).toEqual([String.raw`MV\TK3`, `OZ\\TXkept${sent(2, 'north')}`]);
  expect(running.service.subscribers()[0]?.user).toBe('ann');
});
