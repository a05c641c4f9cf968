import assert from 'node:assert/strict';
import type { Journal, JournalRecord, RecordFilter } from '../journal.ts';
import { unordered } from '../reader/unordered.ts';
import type { Statement } from './conformance-case.ts';
import {
  codeOf,
  collect,
  matches,
  matchesIn,
  numbered,
  type ReadRecord,
  readAll,
  readAllUnordered,
  record,
} from './records.ts';

const triedFilters: readonly RecordFilter[] = [
  {},
  { tenant: 'tenant 1' },
  { campaign: 'campaign 2' },
  { classes: 2 },
  { classes: 5 },
  { tenant: 'tenant 0', campaign: 'campaign 3' },
  { tenant: 'tenant 2', classes: 4 },
  { tenant: 'tenant 1', campaign: 'campaign 1', classes: 1 },
  { tenant: 'nobody' },
  { campaign: 'tenant 1' },
];

/** Many small batches, each of one tenant and campaign. */
async function fill(journal: Journal): Promise<ReadRecord[]> {
  const stored: ReadRecord[] = [];
  for (let index = 0; index < 60; index++) {
    const scope = { tenant: `tenant ${index % 3}`, campaign: `campaign ${index % 4}`, classes: 1 << (index % 5) };
    const records = [record({ ...scope, body: `${index} a` }), record({ ...scope, body: `${index} b` })];
    const { first } = await journal.append(records);
    stored.push(
      ...records.map((each: JournalRecord, at) => ({ ...each, body: String(each.body), position: first + at })),
    );
  }
  return stored;
}

export const readStatements: readonly Statement[] = [
  {
    name: 'reading may begin at any position',
    async check(journal) {
      await journal.append(numbered(100));
      await journal.append(numbered(100));
      const { first, end } = journal;
      for (let from = first; from < end; from += 7) {
        const found = await readAll(journal, from);
        assert.deepEqual([found[0]?.position, found.at(-1)?.position, found.length], [from, end - 1, end - from]);
      }
    },
  },
  {
    name: 'reading at the end finds nothing and stays there',
    async check(journal) {
      assert.deepEqual(await journal.read(journal.end), { next: journal.end });
      await journal.append(numbered(3));
      assert.deepEqual(await journal.read(journal.end), { next: journal.end });
      assert.deepEqual(await journal.read(journal.end + 1000), { next: journal.end + 1000 });
    },
  },
  {
    name: 'a position that is none is refused',
    async check(journal) {
      await journal.append(numbered(3));
      for (const from of [-1, 0.5, Number.NaN])
        assert.equal(await codeOf(journal.read(from)), 'JOURNAL_INVALID_RECORD');
    },
  },
  {
    name: 'a filter finds all that matches, wherever reading begins',
    async check(journal) {
      const stored = await fill(journal);
      for (const filter of triedFilters) {
        for (const from of [journal.first, journal.first + 31, journal.end - 1]) {
          const expected = stored.filter((each) => each.position >= from && matches(each, filter));
          assert.deepEqual(await readAll(journal, from, filter), expected);
        }
      }
    },
  },
  {
    name: 'who needs no order gets the same records',
    async check(journal) {
      const stored = await fill(journal);
      for (const filter of [{}, ...triedFilters]) {
        for (const from of [journal.first, journal.first + 31, journal.end - 1]) {
          const expected = stored.filter((each) => each.position >= from && matches(each, filter));
          assert.deepEqual(await readAllUnordered(journal, from, filter), expected);
        }
      }
      assert.deepEqual(await unordered(journal).read(journal.end), { next: journal.end });
      for (const from of [-1, 0.5, Number.NaN])
        assert.equal(await codeOf(unordered(journal).read(from)), 'JOURNAL_INVALID_RECORD');
    },
  },
  {
    name: 'batches that cannot match are passed over',
    async check(journal) {
      // More than an engine holds together of what came last.
      const large = Array.from({ length: 10 }, (_, number) =>
        record({ campaign: 'common', body: `${number}`.repeat(64 * 1024) }),
      );
      await journal.append(large);
      await journal.append([record({ campaign: 'rare' })]);
      await journal.append(large);
      let batches = 0;
      let records = 0;
      for (let at = journal.first; at < journal.end; ) {
        const { batch, next } = await journal.read(at, { campaign: 'rare' });
        batches += batch === undefined ? 0 : 1;
        records += batch?.count ?? 0;
        at = next;
      }
      assert.equal(batches, 1);
      assert.ok(records < journal.end - journal.first);
    },
  },
  {
    name: 'a batch that was read stays as it is while more is written',
    async check(journal) {
      await journal.append(numbered(20));
      const { batch } = await journal.read(journal.first);
      assert.ok(batch);
      const before = [...batch.bodies];
      await journal.append(numbered(5000));
      assert.deepEqual([...batch.bodies], before);
    },
  },
  {
    name: 'reading beside writing sees every record once, in order',
    async check(journal) {
      const total = 2000;
      const written = write(journal, total);
      const seen: string[] = [];
      const { signal } = new AbortController();
      for (let at = journal.first; seen.length < total; ) {
        await journal.grownBeyond(at, signal);
        const { batch, next } = await journal.read(at);
        if (batch !== undefined) seen.push(...matchesIn(batch, at, {}).map(({ body }) => body));
        at = next;
      }
      await written;
      assert.deepEqual(
        seen,
        Array.from({ length: total }, (_, index) => `${index}`),
      );
    },
  },
  {
    name: 'an undamaged journal verifies without a finding',
    async check(journal) {
      await fill(journal);
      assert.deepEqual(await collect(journal.verify()), []);
    },
  },
  {
    name: 'verifying stops when it is aborted',
    async check(journal) {
      await fill(journal);
      const reason = new Error('enough');
      const verifying = collect(journal.verify(AbortSignal.abort(reason)));
      await assert.rejects(verifying, reason);
    },
  },
];

async function write(journal: Journal, total: number): Promise<void> {
  for (let index = 0; index < total; ) {
    const count = Math.min(1 + (index % 13), total - index);
    const records = Array.from({ length: count }, (_, at) => record({ body: `${index + at}` }));
    index += count;
    await journal.append(records);
  }
}
