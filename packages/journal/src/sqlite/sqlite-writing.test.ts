import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { verifies } from '@sdmp/requirements';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSubject, testDirectory } from '../../test/support/journal-directory.ts';
import { until } from '../../test/support/published.ts';
import { codeOf, numbered, readAll, record } from '../conformance/records.ts';
import type { Journal } from '../journal.ts';
import { openSqliteJournal, type SqliteJournalOptions } from './open-sqlite-journal.ts';

async function open(options: Partial<SqliteJournalOptions> = {}): Promise<Journal> {
  const { journal, dispose } = await openSubject(options);
  onTestFinished(dispose);
  return journal;
}

function published(channel: string): readonly unknown[] {
  const events: unknown[] = [];
  const listen = (event: unknown): number => events.push(event);
  subscribe(channel, listen);
  onTestFinished(() => void unsubscribe(channel, listen));
  return events;
}

describe('group commit', () => {
  test('calls of one turn become one batch', async () => {
    const journal = await open();
    await Promise.all(Array.from({ length: 100 }, () => journal.append(numbered(2))));
    expect(journal.stats()).toMatchObject({ records: 200, batches: 1 });
  });

  test('what is handed in while a write is under way is written together by the next', async () => {
    const journal = await open();
    const first = journal.append([record()]);
    await Promise.resolve();
    const others = Array.from({ length: 50 }, () => journal.append([record()]));
    await Promise.all([first, ...others]);
    expect(journal.stats()).toMatchObject({ records: 51, batches: 2 });
  });

  test('batches are sealed at the limits', async () => {
    const journal = await open({ maxBatchRecords: 10, maxBatchBytes: 1000 });
    await journal.append(numbered(25));
    expect(journal.stats().batches).toBe(3);
    await journal.append(Array.from({ length: 3 }, () => record({ body: 'x'.repeat(1000) })));
    expect(journal.stats().batches).toBe(6);
  });

  test('more than fits one transaction arrives whole and in order', async () => {
    const journal = await open();
    const body = 'x'.repeat(100_000);
    const appended = await Promise.all(
      Array.from({ length: 300 }, (_, index) => journal.append([record({ body: `${index} ${body}` })])),
    );
    expect(appended.map(({ first }) => first)).toEqual(Array.from({ length: 300 }, (_, index) => index));
    const found = await readAll(journal);
    expect(found.map((each) => Number.parseInt(each.body, 10))).toEqual(appended.map(({ first }) => first));
  });

  test('appends are refused while too much waits, and taken again later', async () => {
    const journal = await open({ maxPendingBytes: 10_000 });
    const waiting = journal.append([record({ body: 'x'.repeat(10_000) })]);
    await expect(journal.append([record()])).rejects.toMatchObject({ code: 'JOURNAL_OVERLOADED', retryable: true });
    expect(journal.stats().pendingBytes).toBeGreaterThan(10_000);
    await waiting;
    expect(journal.stats().pendingBytes).toBe(0);
    expect(await journal.append([record()])).toEqual({ first: 1, count: 1 });
  });

  test('a record that cannot be packed takes nothing of its call along', async () => {
    const journal = await open();
    let looks = 0;
    const broken = {
      ...record(),
      get body(): string {
        looks += 1;
        if (looks > 1) throw new RangeError('out of memory');
        return 'a body';
      },
    };
    const appended = journal.append([record(), broken]);
    await expect(appended).rejects.toMatchObject({ code: 'JOURNAL_WRITE_FAILED', cause: expect.any(RangeError) });
    expect(await journal.append(numbered(3))).toEqual({ first: 0, count: 3 });
    expect(await readAll(journal)).toHaveLength(3);
  });

  test('commits and prunes are published', async () => {
    const commits = published('sdmp:journal:commit');
    const prunes = published('sdmp:journal:prune');
    const journal = await open();
    await journal.append(numbered(5));
    await journal.append(numbered(2));
    const { bytes } = journal.stats();
    await journal.prune({ maxBytes: 0 });
    const durationMs = expect.any(Number);
    expect(commits).toMatchObject([
      { journal: journal.id, first: 0, count: 5, durationMs },
      { first: 5, count: 2, durationMs },
    ]);
    expect(prunes).toEqual([{ journal: journal.id, records: 7, bytes, first: 7 }]);
  });

  test('the log is moved into the database as it grows', async () => {
    const checkpoints = published('sdmp:journal:checkpoint');
    const journal = await open();
    const body = new Uint8Array(1_000_000);
    for (let index = 0; index < 40; index++) await journal.append([record({ body })]);
    await until(() => checkpoints.length > 0);
    expect(checkpoints[0]).toMatchObject({ journal: journal.id, heldMs: expect.any(Number) });
    expect(checkpoints).not.toContainEqual(expect.objectContaining({ error: expect.anything() }));
  });
});

describe('when the writer dies', () => {
  test(
    verifies('PS-2') + 'calls reject, nothing hangs, and what was acknowledged is there after reopening',
    async () => {
      const directory = testDirectory();
      const started: Worker[] = [];
      process.once('worker', (worker) => started.push(worker));
      const journal = await openSqliteJournal({ directory });
      await journal.append(numbered(10));
      const waiting = codeOf(journal.grownBeyond(1_000_000, new AbortController().signal));
      const pending = [journal.append(numbered(1000)), journal.append([record()])].map(codeOf);
      await Promise.all(started.map((worker) => worker.terminate()));
      expect(started).toHaveLength(1);
      expect(await Promise.all(pending)).toEqual(['JOURNAL_CLOSED', 'JOURNAL_CLOSED']);
      expect(await waiting).toBe('JOURNAL_CLOSED');
      await expect(journal.append([record()])).rejects.toThrow(/writer stopped \(exit 1\): open the journal again/);
      await expect(journal.read(0)).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
      await journal.close();
      const again = await openSqliteJournal({ directory });
      expect([10, 1011]).toContain(again.end);
      await again.close();
    },
  );
});

describe('retention on disk', () => {
  test('room that retention frees is used again', async () => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory });
    const body = new Uint8Array(100_000);
    for (let index = 0; index < 1200; index++) {
      await journal.append([record({ body })]);
      if (index % 20 === 0) await journal.prune({ maxBytes: 10_000_000 });
    }
    expect(journal.stats().bytes).toBeLessThan(12_100_000);
    await journal.close();
    expect(statSync(join(directory, 'journal.db')).size).toBeLessThan(20_000_000);
  });

  test('the file shrinks when more than half of it is free', async () => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory });
    const body = new Uint8Array(1_000_000);
    for (let index = 0; index < 60; index++) await journal.append([record({ body })]);
    await journal.prune({ maxBytes: 2_000_000 });
    expect((await readAll(journal)).length).toBe(1);
    await journal.close();
    expect(statSync(join(directory, 'journal.db')).size).toBeLessThan(20_000_000);
  });
});
