import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalConformance, type OpenSubject } from '../src/conformance/index.ts';
import { collect, matchesIn, type ReadRecord, readAll, record, startTime } from '../src/conformance/records.ts';
import { type Journal, openSqliteJournal } from '../src/index.ts';
import { openSubject, testDirectory } from './support/journal-directory.ts';
import { published, until } from './support/published.ts';

const hourMs = 3_600_000;

/** As many batches of one record as records, a second apart unless `stepMs` says otherwise. */
async function appendSingly(directory: string, count: number, stepMs = 1000): Promise<ReadRecord[]> {
  const journal = await openSqliteJournal({ directory, maxBatchRecords: 1, compactAfter: 0 });
  const start = journal.end;
  await journal.append(
    Array.from({ length: count }, (_, index) =>
      record({
        time: startTime + (start + index) * stepMs,
        campaign: `campaign ${index % 3}`,
        body: `body ${start + index}`,
      }),
    ),
  );
  expect(journal.stats().batches).toBe(count);
  const stored = await readAll(journal);
  await journal.close();
  return stored;
}

async function settled(journal: Journal, batches: number): Promise<void> {
  await until(() => journal.stats().batches <= batches);
}

describe('the SQLite journal that merges whatever it can holds to what every journal must', () => {
  const open: OpenSubject = ({ now }) => openSubject({ now, maxBatchRecords: 24, cacheBytes: 0, compactAfter: 2 });
  // These are about batches as they were stored.
  const onBatches = new Set([
    'batches that cannot match are passed over',
    'pruning by size removes the oldest until the rest fits',
    'reopening finds every record where it was, and the same id',
    'looking up a time that nothing has finds at most a batch that spans it',
  ]);
  const cases = journalConformance(open, { durable: true }).filter(({ name }) => !onBatches.has(name));
  for (const { name, run } of cases) test(name, run);
});

describe('small batches', () => {
  test('are merged in the background; every record stays where it was', async () => {
    const directory = testDirectory();
    const stored = await appendSingly(directory, 3000);
    const events = published('sdmp:journal:compact');
    const journal = await openSqliteJournal({ directory });
    await settled(journal, 3000 / 64 + 64);
    expect(events[0]).toEqual({
      journal: journal.id,
      first: 0,
      records: 64,
      batches: 64,
      durationMs: expect.any(Number),
    });
    expect(await readAll(journal)).toEqual(stored);
    expect(await readAll(journal, 1234, { campaign: 'campaign 1' })).toEqual(
      stored.filter(({ position, campaign }) => position >= 1234 && campaign === 'campaign 1'),
    );
    expect(await collect(journal.verify())).toEqual([]);
    const before = journal.stats();
    await journal.close();
    const again = await openSqliteJournal({ directory, compactAfter: 0 });
    expect(again.stats()).toEqual(before);
    await again.close();
  });

  test('are read many at a time before they are merged', async () => {
    const directory = testDirectory();
    const stored = await appendSingly(directory, 1000);
    const journal = await openSqliteJournal({ directory, compactAfter: 0, cacheBytes: 0 });
    const { batch, next } = await journal.read(10);
    expect([batch?.first, batch?.count, next]).toEqual([10, 256, 266]);
    expect(batch === undefined ? [] : matchesIn(batch, 10, {})).toEqual(stored.slice(10, 266));
    expect(await readAll(journal)).toEqual(stored);
    await journal.close();
  });

  test('an hour apart stay apart, so that retention by age keeps what is younger', async () => {
    const directory = testDirectory();
    await appendSingly(directory, 200, hourMs / 10);
    const journal = await openSqliteJournal({ directory, now: () => startTime + 20 * hourMs, compactAfter: 4 });
    await settled(journal, 60);
    await journal.prune({ maxAgeMs: 10 * hourMs });
    expect(journal.first).toBeGreaterThan(90);
    expect(journal.first).toBeLessThanOrEqual(100);
    await journal.close();
  });

  test('that are damaged stay as they are, and the others are merged around them', async () => {
    const directory = testDirectory();
    const stored = await appendSingly(directory, 1000);
    const file = join(directory, 'journal.db');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('body 500');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const journal = await openSqliteJournal({ directory });
    await settled(journal, 1000 / 64 + 64);
    const found = await collect(journal.verify());
    expect(found).toEqual([{ first: 500, count: 1, reason: 'its data does not agree with its checksum' }]);
    expect(await readAll(journal, 501)).toEqual(stored.slice(501));
    await journal.close();
  });
});
