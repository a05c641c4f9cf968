import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect, cursor, numbered, readAll, record } from '../src/conformance/records.ts';
import {
  examineJournal,
  exportArchive,
  importArchive,
  type Journal,
  openMemoryJournal,
  openSqliteJournal,
} from '../src/index.ts';
import { testDirectory } from './support/journal-directory.ts';

async function fill(journal: Journal): Promise<void> {
  for (let append = 0; append < 40; append++) await journal.append(numbered(25, { campaign: `c${append % 3}` }));
  await journal.append([record({ source: 'dialer-2', body: new Uint8Array([0, 255, 92, 0]) })]);
  await journal.cursors.save([cursor('reports', 700, { filter: { campaign: 'c1', classes: 1 } }), cursor('other', 3)]);
  await journal.erase(({ position }) => position % 10 === 4);
  await journal.prune({ maxBytes: journal.stats().bytes * 0.8 });
}

async function archiveOf(journal: Journal): Promise<Buffer> {
  return Buffer.concat(await collect(exportArchive(journal)));
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('an archive', () => {
  test('makes the same journal: id, positions, records, erasures and cursors', async () => {
    const journal = await openSqliteJournal({ directory: testDirectory() });
    await fill(journal);
    const directory = testDirectory();
    const imported = await importArchive(inPieces(await archiveOf(journal), 1000), { directory });
    const { id, first, end } = journal;
    expect(imported).toEqual({ id, first, end, records: end - first, cursors: 2 });
    const copy = await openSqliteJournal({ directory, create: false });
    // The restore itself takes a position.
    expect([copy.id, copy.first, copy.end]).toEqual([id, first, end + 1]);
    expect(first).toBeGreaterThan(0);
    expect(await readAll(copy)).toEqual(await readAll(journal));
    expect(await copy.cursors.load()).toEqual(await journal.cursors.load());
    expect(copy.stats().records).toBe(journal.stats().records + 1);
    expect(await collect(copy.verify())).toEqual([]);
    expect(await copy.append(numbered(1))).toEqual({ first: end + 1, count: 1 });
    await copy.close();
    await journal.close();
    expect(readdirSync(directory).filter((name) => name.includes('importing'))).toEqual([]);
  });

  test('of an empty journal keeps its next position', async () => {
    const journal = await openMemoryJournal();
    await journal.append(numbered(5));
    await journal.prune({ maxBytes: 0 });
    const directory = testDirectory();
    expect(await importArchive(inPieces(await archiveOf(journal), 7), { directory })).toMatchObject({
      first: journal.first,
      end: 5,
    });
    const copy = await openSqliteJournal({ directory });
    expect(copy.end).toBe(5);
    await copy.close();
  });

  test('that is cut short or changed anywhere leaves nothing behind', async () => {
    const journal = await openMemoryJournal();
    await journal.append(numbered(30));
    await journal.cursors.save([cursor('reports', 3)]);
    const whole = await archiveOf(journal);
    const directory = testDirectory();
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 4;
      for (const bytes of [whole.subarray(0, at), changed]) {
        await expect(importArchive(inPieces(bytes, 4096), { directory })).rejects.toMatchObject({
          code: 'JOURNAL_DAMAGED',
        });
      }
    }
    expect(readdirSync(directory)).toEqual(['journal.lock']);
    await importArchive(inPieces(whole, 4096), { directory });
  });

  test('does not go where a journal is, nor where another import is at work', async () => {
    const journal = await openMemoryJournal();
    await journal.append(numbered(3));
    const whole = await archiveOf(journal);
    const directory = testDirectory();
    const held = await openSqliteJournal({ directory });
    await expect(importArchive(inPieces(whole, 99), { directory })).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
    });
    await held.close();
    expect((await openSqliteJournal({ directory, readOnly: true })).end).toBe(0);
  });

  test('made beside a writer that merges, appends and prunes is a journal without a hole', async () => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory, compactAfter: 4 });
    for (let append = 0; append < 300; append++) await journal.append(numbered(3));
    const reader = await openSqliteJournal({ directory, readOnly: true });
    const pieces: Uint8Array[] = [];
    for await (const piece of exportArchive(reader)) {
      pieces.push(piece);
      await journal.append(numbered(2));
      if (pieces.length === 9) await journal.prune({ maxBytes: journal.stats().bytes / 2 });
    }
    const target = testDirectory();
    const { end, first } = await importArchive(inPieces(Buffer.concat(pieces), 512), { directory: target });
    expect(end).toBeGreaterThanOrEqual(900);
    const copy = await openSqliteJournal({ directory: target });
    // What was copied before retention took it is there as well.
    expect(first).toBeLessThanOrEqual(journal.first);
    expect(await readAll(copy)).toHaveLength(end - first);
    const kept = (await readAll(journal)).filter(({ position }) => position < end);
    expect(await readAll(copy, journal.first)).toEqual(kept);
    expect(await collect(copy.verify())).toEqual([]);
    for (const each of [copy, reader, journal]) await each.close();
  });

  test('of a damaged journal names the damage, and can be made with erased records in its place', async () => {
    const directory = testDirectory();
    const journal = await openSqliteJournal({ directory, compactAfter: 0 });
    for (let append = 0; append < 20; append++) await journal.append(numbered(4, { body: `<${append}>` }));
    const stored = await readAll(journal);
    await journal.close();
    const file = join(directory, 'journal.db');
    const bytes = readFileSync(file);
    bytes.write('?', bytes.indexOf('<7>'));
    writeFileSync(file, bytes);
    const damaged = await openSqliteJournal({ directory, readOnly: true });
    await expect(archiveOf(damaged)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED', first: 28, next: 32 });
    expect(await collect(examineJournal(directory))).toMatchObject([
      { first: 28, count: 4, oldestTime: stored[28]?.time, newestTime: stored[31]?.time },
    ]);
    const lost: number[] = [];
    const pieces = await collect(exportArchive(damaged, { onDamage: ({ first }) => lost.push(first) }));
    await damaged.close();
    expect(lost).toEqual([28]);
    const target = testDirectory();
    await importArchive(inPieces(Buffer.concat(pieces), 4096), { directory: target });
    const repaired = await openSqliteJournal({ directory: target });
    expect(await readAll(repaired)).toEqual(stored.filter(({ position }) => position < 28 || position >= 32));
    expect(await collect(repaired.verify())).toEqual([]);
    await repaired.close();
  });
});
