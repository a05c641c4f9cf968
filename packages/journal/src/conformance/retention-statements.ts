import assert from 'node:assert/strict';
import type { Journal } from '../journal.ts';
import type { Statement, TestClock } from './conformance-case.ts';
import { numbered, readAll, record } from './records.ts';

const hourMs = 3_600_000;

/** What no limit removes, while it is seen to now and then as a service does. */
const keepsAll = { maxAgeMs: 64 * hourMs };

/** One batch per hour, the newest now. */
async function fillHours(journal: Journal, clock: TestClock, hours: number, time = clock.now): Promise<void> {
  for (let age = hours - 1; age >= 0; age--) {
    await journal.append(Array.from({ length: 10 }, () => record({ time: time(), body: `${age} hours old` })));
    await journal.prune(keepsAll);
    if (age > 0) clock.advance(hourMs);
  }
}

export const retentionStatements: readonly Statement[] = [
  {
    name: 'pruning without a limit removes nothing',
    async check(journal, clock) {
      await fillHours(journal, clock, 5);
      const { first, end } = journal;
      assert.deepEqual(await journal.prune({}), { records: 0, bytes: 0, first });
      assert.deepEqual([journal.first, journal.end], [first, end]);
    },
  },
  {
    name: 'pruning by age removes what is older, from the oldest on, and nothing younger',
    async check(journal, clock) {
      await fillHours(journal, clock, 10);
      const { first, end } = journal;
      const pruned = await journal.prune({ maxAgeMs: 4.5 * hourMs });
      assert.deepEqual([pruned.records, pruned.first], [50, first + 50]);
      assert.ok(pruned.bytes > 0);
      assert.deepEqual([journal.first, journal.end, journal.stats().records], [first + 50, end, 50]);
      const found = await readAll(journal);
      assert.deepEqual([found[0]?.position, found[0]?.body, found.length], [first + 50, '4 hours old', 50]);
    },
  },
  {
    name: 'pruning by size removes the oldest until the rest fits',
    async check(journal) {
      for (let batch = 0; batch < 20; batch++) await journal.append(numbered(10, { body: 'x'.repeat(1000) }));
      const { end } = journal;
      const { bytes } = journal.stats();
      const pruned = await journal.prune({ maxBytes: bytes / 2 });
      const after = journal.stats();
      assert.ok(after.bytes <= bytes / 2 && after.bytes > bytes / 4, `${after.bytes} of ${bytes} bytes are left`);
      assert.equal(after.bytes + pruned.bytes, bytes);
      assert.deepEqual([pruned.first, journal.end], [journal.first, end]);
      assert.equal((await readAll(journal)).length, end - journal.first);
    },
  },
  {
    name: 'pruning behind erased batches leaves whole what is behind them, also where it is stored',
    async check(journal) {
      const start = journal.first;
      for (let batch = 0; batch < 6; batch++) await journal.append(numbered(10, { body: `${batch} `.repeat(500) }));
      const erased = [start, start + 10, start + 20, start + 30];
      for (const each of erased) {
        assert.equal((await journal.erase(({ position }) => position === each)).records, 1);
      }
      await journal.prune({ maxBytes: journal.stats().bytes * 0.6 });
      await journal.append(numbered(10));
      for await (const { first, reason } of journal.verify()) assert.fail(`${first}: ${reason}`);
      const { first, end } = journal;
      // An engine may have merged two batches, and removes both or neither.
      assert.ok(first > start + 20 && first <= start + 40, `begins at ${first}`);
      assert.equal((await readAll(journal)).length, end - first - erased.filter((each) => each >= first).length);
    },
  },
  {
    name: 'positions continue growing after everything was pruned',
    async check(journal, clock) {
      await fillHours(journal, clock, 3);
      const { end } = journal;
      const pruned = await journal.prune({ maxBytes: 0 });
      assert.deepEqual([pruned.records, pruned.first], [30, end]);
      assert.deepEqual([journal.first, journal.end], [end, end]);
      assert.deepEqual(await journal.read(0), { next: end });
      assert.deepEqual([journal.stats().records, journal.stats().batches, journal.stats().bytes], [0, 0, 0]);
      assert.equal((await journal.append(numbered(2))).first, end);
      assert.equal((await readAll(journal)).length, 2);
    },
  },
  {
    name: 'reading at a position that was pruned continues at the oldest that is held',
    async check(journal, clock) {
      const start = journal.first;
      await fillHours(journal, clock, 4);
      await journal.prune({ maxAgeMs: 1.5 * hourMs });
      assert.ok(journal.first > start);
      const { batch } = await journal.read(start);
      assert.equal(batch?.first, journal.first);
      assert.equal((await readAll(journal, start)).length, 20);
    },
  },
  {
    name: 'pruning does not disturb who reads or appends meanwhile',
    async check(journal, clock) {
      await fillHours(journal, clock, 50);
      const { batch } = await journal.read(journal.first);
      const before = [...(batch?.bodies ?? [])];
      const [pruned] = await Promise.all([
        journal.prune({ maxAgeMs: 10.5 * hourMs }),
        readAll(journal),
        ...Array.from({ length: 20 }, () => journal.append([record({ time: clock.now() })])),
      ]);
      assert.equal(pruned.records, 390);
      assert.deepEqual([...(batch?.bodies ?? [])], before);
      assert.equal((await readAll(journal)).length, 130);
    },
  },
  {
    name: 'records that state a time far ahead go when they are old, and hold nothing back',
    async check(journal, clock) {
      let appended = 0;
      await fillHours(journal, clock, 20, () => (appended++ % 50 === 0 ? Date.UTC(2999, 0, 1) : clock.now()));
      assert.equal((await journal.prune({ maxAgeMs: 5.5 * hourMs })).records, 140);
      assert.equal(journal.stats().records, 60);
    },
  },
  {
    name: 'records that state a time long past stay as long as the others',
    async check(journal, clock) {
      await fillHours(journal, clock, 10, () => 0);
      assert.equal((await journal.prune({ maxAgeMs: 9.5 * hourMs })).records, 0);
      // Batches of the same time may have been put together: those go as one.
      const { records } = await journal.prune({ maxAgeMs: 4.5 * hourMs });
      assert.ok(records > 20 && records <= 50, `${records} of 50 old records went`);
    },
  },
];
