import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  collect,
  matches,
  matchesIn,
  type ReadRecord,
  readAll,
  readAllUnordered,
  record,
} from '../src/conformance/records.ts';
import { openSqliteJournal, type RecordFilter, unordered } from '../src/index.ts';
import { schemaVersion } from '../src/sqlite/file/schema.ts';
import { testDirectory } from './support/journal-directory.ts';
import { published, until } from './support/published.ts';

const campaignCount = 300;
const recordCount = 9000;
const triedFilters: readonly RecordFilter[] = [
  { campaign: 'campaign 7' },
  { campaign: 'campaign 299', classes: 2 },
  { campaign: 'campaign 12', tenant: 'tenant 0' },
  { campaign: 'campaign 12', tenant: 'nobody' },
  { campaign: 'nobody' },
  { campaign: '' },
  { tenant: 'tenant 1' },
  { classes: 4 },
];

/** Neighbours are of different campaigns, as when many of them run at a time. */
function mixed(count: number, from = 0) {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return record({
      time: 1_700_000_000_000 + number,
      tenant: `tenant ${number % 2}`,
      campaign: number % 500 === 3 ? '' : `campaign ${(number * 7919) % campaignCount}`,
      ...(number % 3 === 0 ? { source: `source ${number % 2}` } : {}),
      classes: 1 << (number % 3),
      body: `record ${number} ${'x'.repeat(number % 90)}`,
    });
  });
}

async function makeJournal(directory: string): Promise<ReadRecord[]> {
  const journal = await openSqliteJournal({ directory, compactAfter: 4 });
  const steps = published('sdmp:journal:compact');
  await journal.append(mixed(recordCount));
  const stored = await readAll(journal);
  // The last of its batches is not full: it is merged with what comes next.
  await until(() => steps.length >= Math.floor(recordCount / 4096));
  await journal.close();
  return stored;
}

function versionOf(directory: string): unknown {
  const database = new DatabaseSync(join(directory, 'journal.db'), { readOnly: true });
  try {
    return database.prepare('PRAGMA user_version').get()?.['user_version'];
  } finally {
    database.close();
  }
}

describe('a batch of many campaigns', () => {
  test('is read from the disk as it was stored, all of it and by any filter', async () => {
    const directory = testDirectory();
    const stored = await makeJournal(directory);
    expect(stored.map(({ position }) => position)).toEqual(Array.from({ length: recordCount }, (_, index) => index));
    expect(versionOf(directory)).toBe(schemaVersion);
    for (const readOnly of [true, false]) {
      const journal = await openSqliteJournal({ directory, readOnly });
      expect(await readAll(journal)).toEqual(stored);
      for (const filter of triedFilters) {
        const wanted = stored.filter((each) => matches(each, filter));
        for (const from of [0, 4000, 8999]) {
          const expected = wanted.filter(({ position }) => position >= from);
          expect(await readAll(journal, from, filter)).toEqual(expected);
          expect(await readAllUnordered(journal, from, filter)).toEqual(expected);
        }
      }
      expect(await readAllUnordered(journal)).toEqual(stored);
      expect(await collect(journal.verify())).toEqual([]);
      await journal.close();
    }
  });

  test('costs a reader of one campaign a small part of it', async () => {
    const directory = testDirectory();
    await makeJournal(directory);
    const journal = await openSqliteJournal({ directory });
    const { batch, next } = await journal.read(0, { campaign: 'campaign 7' });
    const whole = await journal.read(0);
    expect([batch?.first, batch?.count, next]).toEqual([0, whole.batch?.count, whole.next]);
    expect(batch?.bodies.length).toBeLessThan((whole.batch?.bodies.length ?? 0) / 10);
    expect(batch === undefined ? 0 : matchesIn(batch, 0, { campaign: 'campaign 7' }).length).toBeGreaterThan(5);
    await journal.close();
  });

  test('can be pruned, erased and merged like any other', async () => {
    const directory = testDirectory();
    const small = await openSqliteJournal({ directory, maxBatchRecords: 1500, compactAfter: 0 });
    await small.append(mixed(recordCount));
    const stored = await readAll(small);
    await small.close();
    const journal = await openSqliteJournal({ directory, compactAfter: 4 });
    await until(() => journal.stats().batches <= 4);
    expect(await readAll(journal)).toEqual(stored);
    const erased = await journal.erase(({ position }) => position % 7 === 1, { filter: { campaign: 'campaign 7' } });
    expect(erased.records).toBeGreaterThan(0);
    const left = stored.filter(({ position, campaign }) => position % 7 !== 1 || campaign !== 'campaign 7');
    const classed = await readAll(journal, 0, { classes: 255 });
    expect(classed).toEqual(left);
    expect(await collect(journal.verify())).toEqual([]);
    await journal.prune({ maxBytes: journal.stats().bytes - 1 });
    expect(journal.first).toBeGreaterThan(0);
    expect(await readAll(journal, 0, { campaign: 'campaign 9' })).toEqual(
      left.filter(({ position, campaign }) => position >= journal.first && campaign === 'campaign 9'),
    );
    const { bytes, batches } = journal.stats();
    await journal.close();
    const again = await openSqliteJournal({ directory, compactAfter: 0 });
    expect(again.stats()).toMatchObject({ bytes, batches });
    await again.close();
  });

  test('names the batch when a part of it is damaged, to readers of that part', async () => {
    const directory = testDirectory();
    const stored = await makeJournal(directory);
    const file = join(directory, 'journal.db');
    const bytes = readFileSync(file);
    const hit = stored[4500];
    const at = bytes.indexOf('record 4500 ');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const journal = await openSqliteJournal({ directory, readOnly: true });
    const damage = await collect(journal.verify());
    expect(damage).toMatchObject([
      { first: 4096, count: 4096, reason: 'a part of it does not agree with its checksum' },
    ]);
    await expect(journal.read(4500, { campaign: hit?.campaign ?? '' })).rejects.toMatchObject({
      code: 'JOURNAL_DAMAGED',
      first: 4096,
      next: 8192,
    });
    await expect(journal.readUnordered?.(4500)).rejects.toMatchObject({
      code: 'JOURNAL_DAMAGED',
      first: 4096,
      next: 8192,
    });
    await journal.close();
  });
});

describe('many neighbouring batches of many campaigns', () => {
  /** Number of batches that become one; two are left over. */
  const limits = { maxBatchRecords: 1200, compactAfter: 4 } as const;
  const count = 10 * 1200;

  async function makeGrouped(directory: string, spoil?: (file: string) => void): Promise<ReadRecord[]> {
    const loading = await openSqliteJournal({ directory, ...limits, compactAfter: 0 });
    await loading.append(mixed(count));
    const stored = await readAll(loading);
    await loading.close();
    spoil?.(join(directory, 'journal.db'));
    const journal = await openSqliteJournal({ directory, ...limits });
    await until(() => journal.stats().batches <= (spoil === undefined ? 3 : 7));
    await journal.close();
    return stored;
  }

  test('become one, of which readers get a stretch at a time', async () => {
    const directory = testDirectory();
    const stored = await makeGrouped(directory);
    const journal = await openSqliteJournal({ directory, ...limits });
    expect(journal.stats()).toMatchObject({ records: count, batches: 3 });
    expect(await readAll(journal)).toEqual(stored);
    for (const filter of triedFilters) {
      const wanted = stored.filter((each) => matches(each, filter));
      for (const from of [0, 4096, 5000, 9599, 9600])
        expect(await readAll(journal, from, filter)).toEqual(wanted.filter(({ position }) => position >= from));
    }
    const ends = [];
    for (let at = 0; at < journal.end; at = ends.at(-1) ?? count) ends.push((await journal.read(at)).next);
    expect(ends).toEqual([4096, 8192, 9600, 10_800, 12_000]);
    const one = await journal.read(0, { campaign: 'campaign 7' });
    expect([one.batch?.count, one.next]).toEqual([9600, 9600]);
    expect(await collect(journal.verify())).toEqual([]);
    await journal.close();
  });

  test('come as they lie to who needs no order, all that are stored together at once', async () => {
    const directory = testDirectory();
    const stored = await makeGrouped(directory);
    for (const readOnly of [true, false]) {
      const journal = await openSqliteJournal({ directory, readOnly, ...limits });
      for (const from of [0, 5000, 9599, 9600])
        expect(await readAllUnordered(journal, from)).toEqual(stored.slice(from));
      const whole = await journal.readUnordered?.(5000);
      expect([whole?.batch?.first, whole?.batch?.count, whole?.next]).toEqual([0, 9600, 9600]);
      // Not put in order: the parts are those of the store, by campaign.
      expect(whole?.batch?.parts.length).toBeGreaterThan(20);
      await journal.close();
    }
  });

  test('become several where they are large, so that no commit waits long for one to be stored', async () => {
    const directory = testDirectory();
    const large = mixed(count).map((each, index) => ({ ...each, body: `record ${index} ${'x'.repeat(500)}` }));
    const loading = await openSqliteJournal({ directory, ...limits, compactAfter: 0 });
    await loading.append(large);
    await loading.close();
    const journal = await openSqliteJournal({ directory, ...limits });
    // Ten of 620 KB: three are less than 2 MiB.
    await until(() => journal.stats().batches <= 4);
    const counts: unknown[] = [];
    for (let at = 0; at < journal.end; ) {
      const { batch, next } = await unordered(journal).read(at);
      counts.push(batch?.count);
      at = next;
    }
    expect(counts).toEqual([3600, 3600, 3600, 1200]);
    expect((await readAllUnordered(journal)).map(({ body }) => body)).toEqual(large.map(({ body }) => body));
    await journal.close();
  });

  test('lose what is erased, once for all that are stored together', async () => {
    const directory = testDirectory();
    const stored = await makeGrouped(directory);
    const journal = await openSqliteJournal({ directory, ...limits });
    const erased = await journal.erase(({ position }) => position % 5 === 0, { filter: { campaign: 'campaign 7' } });
    const left = stored.filter(({ position, campaign }) => position % 5 !== 0 || campaign !== 'campaign 7');
    expect(erased).toMatchObject({ records: stored.length - left.length, unread: [] });
    expect(await readAll(journal, 0, { classes: 255 })).toEqual(left);
    expect(await readAllUnordered(journal)).toEqual(left);
    expect(await collect(journal.verify())).toEqual([]);
    await journal.prune({ maxBytes: journal.stats().bytes - 1 });
    expect(journal.first).toBe(9600);
    await journal.close();
  });

  test('leave one that is damaged where it is', async () => {
    const directory = testDirectory();
    const stored = await makeGrouped(directory, (file) => {
      const bytes = readFileSync(file);
      const at = bytes.indexOf('record 5000 ');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    });
    const journal = await openSqliteJournal({ directory, readOnly: true });
    expect(await collect(journal.verify())).toMatchObject([{ first: 4800, count: 1200 }]);
    expect(await readAll(journal, 6000)).toEqual(stored.slice(6000));
    await journal.close();
  });
});

test('a journal of version 1 is opened, read and gone on with', async () => {
  const directory = testDirectory();
  cpSync(fileURLToPath(new URL('fixtures/version-1', import.meta.url)), directory, { recursive: true });
  expect(versionOf(directory)).toBe(1);
  const reader = await openSqliteJournal({ directory, readOnly: true });
  const old = await readAll(reader);
  expect(old.map(({ body }) => body).slice(0, 11)).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `batch 0 record ${index}`),
    'batch 1 record 0',
  ]);
  await reader.close();
  const journal = await openSqliteJournal({ directory, compactAfter: 4 });
  expect([journal.end, await journal.cursors.load()]).toMatchObject([200, [{ tenant: 'acme', position: 150 }]]);
  expect(await collect(journal.verify())).toEqual([]);
  const steps = published('sdmp:journal:compact');
  await journal.append(mixed(5000));
  await until(() => steps.some((step) => (step as { records: number }).records >= 4096));
  expect((await readAll(journal)).slice(0, 200)).toEqual(old);
  expect(await readAll(journal, 0, { campaign: 'campaign 1', tenant: 'tenant 1' })).not.toEqual([]);
  await journal.close();
  expect(versionOf(directory)).toBe(schemaVersion);
});
