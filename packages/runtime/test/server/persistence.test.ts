import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { describe, expect, onTestFinished, test } from 'vitest';
import { numbered, runService } from './support/running-service.ts';

const request = String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKon`;
const accepted = String.raw`MV\TKon`;
const newToken = String.raw`WP\PSapp`;

function outcomes(from: number, to: number, transaction = 'feed'): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `OZ\\TX${transaction}${numbered(from + index)}`);
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-runtime-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

describe.each([
  ['the 8-bit port', false],
  ['the Unicode port', true],
])('on %s', (_, isUnicode) => {
  test(`${verifies('PS-1', 'PS-3', 'OZ-5')}what matched while away comes after the re-issue, in order, without WP`, async () => {
    await using running = await runService();
    const first = await running.connect(isUnicode);
    first.send(request);
    expect(await first.take(2)).toEqual([accepted, newToken]);
    await running.recordNumbered(1, 3);
    expect(await first.take(3)).toEqual(outcomes(1, 3));
    await first.end();
    await running.recordNumbered(4, 500);
    const second = await running.connect(isUnicode);
    second.send(request);
    expect(await second.take(498)).toEqual([accepted, ...outcomes(4, 500)]);
    await running.recordNumbered(501, 501);
    expect(await second.next()).toBe(outcomes(501, 501)[0]);
  });

  test(`${verifies('PS-4')}a new TX takes over the only parked transaction, with its new filters`, async () => {
    await using running = await runService();
    const first = await running.connect(isUnicode);
    first.send(request);
    await first.take(2);
    await first.end();
    await running.recordNumbered(1, 6);
    const second = await running.connect(isUnicode);
    second.send(String.raw`EO\TXother\PSapp\FO\TKb`);
    expect(await second.take(4)).toEqual([
      String.raw`MV\TKb`,
      ...[2, 4, 6].flatMap((each) => outcomes(each, each, 'other')),
    ]);
  });

  test(`${verifies('PS-5', 'END-4')}a second socket takes the token over: the first gets EF and nothing more`, async () => {
    await using running = await runService();
    const first = await running.connect(isUnicode);
    first.send(request);
    await first.take(2);
    const second = await running.connect(isUnicode);
    second.send(request);
    expect(await second.next()).toBe(accepted);
    expect(await first.next()).toBe(String.raw`EF\TXfeed`);
    await running.recordNumbered(1, 2);
    expect(await second.take(2)).toEqual(outcomes(1, 2));
    first.send('VS');
    expect(await first.next()).toBe('DA');
  });
});

test(`${verifies('PS-2')}position and backlog survive a restart of the service on its journal`, async () => {
  const directory = await temporaryDirectory();
  const journal = await openSqliteJournal({ directory });
  {
    await using running = await runService({ journal });
    const client = await running.connect();
    client.send(request);
    await client.take(2);
    await running.recordNumbered(1, 10);
    expect(await client.take(10)).toEqual(outcomes(1, 10));
    await client.end();
    await running.recordNumbered(11, 20);
  }
  await journal.close();
  const reopened = await openSqliteJournal({ directory });
  {
    await using running = await runService({ journal: reopened });
    await running.recordNumbered(21, 25);
    const client = await running.connect();
    client.send(request);
    expect(await client.take(16)).toEqual([accepted, ...outcomes(11, 25)]);
  }
  await reopened.close();
});

test(`${verifies('PS-4')}the same EO on the same socket replaces the filters and starts nothing anew`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(request);
  await client.take(2);
  await running.recordNumbered(1, 2);
  await client.take(2);
  client.send(String.raw`EO\TXfeed\PSapp\SO\TKb`);
  expect(await client.next()).toBe(String.raw`MV\TKb`);
  await running.recordNumbered(3, 5);
  expect(await client.take(2)).toEqual([...outcomes(3, 3), ...outcomes(5, 5)]);
});

test(`${verifies('PS-4', 'PS-5')}several TX of one token keep their own positions; a new one among several begins at the end`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(String.raw`EO\TXa\PSapp\FO\CS1000000`, String.raw`EO\TXb\PSapp\SO\CS1000000`);
  expect(await first.next()).toBe(newToken);
  await first.end();
  await running.recordNumbered(1, 4);
  const second = await running.connect();
  second.send(String.raw`EO\TXc\PSapp\FO\SO\TKc`);
  expect(await second.next()).toBe(String.raw`MV\TKc`);
  second.send(String.raw`EO\TXb\PSapp\SO\TKb`);
  expect(await second.take(3)).toEqual([String.raw`MV\TKb`, ...outcomes(1, 1, 'b'), ...outcomes(3, 3, 'b')]);
  second.send(String.raw`EO\TXa\PSapp\FO\TKa`);
  expect(await second.take(3)).toEqual([String.raw`MV\TKa`, ...outcomes(2, 2, 'a'), ...outcomes(4, 4, 'a')]);
  await running.record(String.raw`OZ\SIlast\RE7`);
  expect((await second.take(2)).toSorted()).toEqual([String.raw`OZ\TXa\SIlast\RE7`, String.raw`OZ\TXc\SIlast\RE7`]);
});

test(`${verifies('EO-5')}a TX that another token or socket has is rejected`, async () => {
  await using running = await runService();
  const [first, second] = [await running.connect(), await running.connect()];
  first.send(request);
  await first.take(2);
  second.send(String.raw`EO\TXfeed\PSother\FO`, String.raw`EO\TXfeed\FO`);
  const errors = await second.take(2);
  expect(errors.every((error) => error.startsWith(String.raw`ER\EC9014\FM"EO\TXfeed`))).toBe(true);
});

test(`${verifies('PS-8')}the same token in two tenants is two tokens`, async () => {
  await using running = await runService();
  const [north, south] = [await running.connect(), await running.connect()];
  north.send(String.raw`EO\TXn\TDnorth\PSapp\FO\SO`);
  south.send(String.raw`EO\TXs\TDsouth\PSapp\FO\SO`);
  expect(await north.next()).toBe(newToken);
  expect(await south.next()).toBe(newToken);
  await running.record(String.raw`OZ\TDsouth\SI1\RE1`, String.raw`OZ\TDnorth\SI2\RE1`);
  expect(await north.next()).toBe(String.raw`OZ\TXn\TDnorth\SI2\RE1`);
  expect(await south.next()).toBe(String.raw`OZ\TXs\TDsouth\SI1\RE1`);
});

test(`${verifies('END-2', 'PS-3')}EE forgets a live token and a parked one: the next EO is announced by WP and starts at the end`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(request, String.raw`EE\TXfeed\TKoff`);
  expect(await first.take(4)).toEqual([accepted, newToken, String.raw`MV\TKoff`, String.raw`EF\TXfeed`]);
  first.send(request);
  expect(await first.take(2)).toEqual([accepted, newToken]);
  await first.end();
  await running.recordNumbered(1, 5);
  const second = await running.connect();
  second.send(String.raw`EE\TXfeed`, request);
  expect(await second.take(3)).toEqual([String.raw`EF\TXfeed`, accepted, newToken]);
  await running.recordNumbered(6, 6);
  expect(await second.next()).toBe(outcomes(6, 6)[0]);
});

test(`${verifies('PS-6')}retention past a parked position is announced by WP, logged and counted`, async () => {
  const journal = await openMemoryJournal();
  await using running = await runService({ journal });
  const first = await running.connect();
  first.send(request);
  await first.take(2);
  await first.end();
  await running.recordNumbered(1, 5);
  await journal.prune({ maxBytes: 0 });
  await running.recordNumbered(6, 7);
  const second = await running.connect();
  second.send(request);
  expect(await second.take(4)).toEqual([accepted, newToken, ...outcomes(6, 7)]);
  expect(running.service.status().counters).toMatchObject({ gaps: 1, outcomesLostToRetention: 5 });
  expect(running.warnings.join('\n')).toMatch(/Retention removed 5 recorded outcomes/);
});

test(`${verifies('PS-9')}a parked token that is too old is forgotten, with a log line`, async () => {
  let now = Date.now();
  await using running = await runService({ now: () => now, retentionIntervalMs: 5, parkedTokenAgeMs: 60_000 });
  const first = await running.connect();
  first.send(request);
  await first.take(2);
  await first.end();
  const isGone = Promise.withResolvers<void>();
  const watch = setInterval(() => {
    if (running.service.status().transactions.length === 0) isGone.resolve();
  }, 2);
  now += 60_001;
  await isGone.promise;
  clearInterval(watch);
  expect(running.warnings.join('\n')).toMatch(/Persist token app was not re-issued in time/);
  const second = await running.connect();
  second.send(request);
  expect(await second.take(2)).toEqual([accepted, newToken]);
});

test(`${verifies('PS-10')}a service set to a release before 10.6.263 persists the same`, async () => {
  await using running = await runService({ release: '10.6.262' });
  const old = String.raw`EO\TXfeed\PSapp\FO\SO\TKon`;
  const first = await running.connect();
  first.send(old);
  expect(await first.take(2)).toEqual([accepted, newToken]);
  await first.end();
  await running.recordNumbered(1, 2);
  const second = await running.connect();
  second.send(old);
  expect(await second.take(3)).toEqual([accepted, ...outcomes(1, 2)]);
});

test(`${verifies('PS-7', 'RC-6')}a parked token holds nothing of its backlog`, async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const journal = await openSqliteJournal({ directory: await temporaryDirectory(), cacheBytes: 1024 * 1024 });
  {
    await using running = await runService({ journal });
    const first = await running.connect();
    first.send(request);
    await first.take(2);
    await first.end();
    const before = process.memoryUsage();
    for (let from = 1; from < 200_000; from += 5000) await running.recordNumbered(from, from + 4999);
    collect();
    const after = process.memoryUsage();
    // The backlog alone is several megabytes of bodies; what is held outside of the heap must not follow it.
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(4 * 1024 * 1024);
  }
  await journal.close();
});
