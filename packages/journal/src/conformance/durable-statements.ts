import assert from 'node:assert/strict';
import type { DurableStatement } from './conformance-case.ts';
import { cursorsIn } from './cursor-statements.ts';
import { cursor, numbered, readAll } from './records.ts';

export const durableStatements: readonly DurableStatement[] = [
  {
    name: 'reopening finds every record where it was, and the same id',
    async check(journal, reopen) {
      await journal.append(numbered(5000));
      await journal.append(numbered(10, { campaign: 'other' }));
      const before = { id: journal.id, first: journal.first, end: journal.end, stats: journal.stats() };
      const records = await readAll(journal);
      const again = await reopen();
      assert.deepEqual({ id: again.id, first: again.first, end: again.end, stats: again.stats() }, before);
      assert.deepEqual(await readAll(again), records);
      assert.equal((await again.append(numbered(1))).first, before.end);
    },
  },
  {
    name: 'reopening finds the cursors, those of an append too',
    async check(journal, reopen) {
      await journal.cursors.save([cursor('gone', 1), cursor('kept', 2, { filter: { classes: 3 } })]);
      await journal.append(numbered(1), { cursors: [cursor('upstream', 3)] });
      await journal.cursors.remove([{ tenant: 'acme', name: 'gone' }]);
      const again = await reopen();
      assert.deepEqual(await cursorsIn(again), [cursor('kept', 2, { filter: { classes: 3 } }), cursor('upstream', 3)]);
    },
  },
  {
    name: 'reopening finds erased records erased, and the others where they were',
    async check(journal, reopen) {
      await journal.append(numbered(100));
      await journal.erase(({ position }) => position % 3 === 0);
      const kept = await readAll(journal);
      assert.equal(kept.length, 66);
      const erasures = await journal.erasures?.();
      const again = await reopen();
      assert.deepEqual(await again.erasures?.(), erasures);
      assert.deepEqual(await readAll(again), kept);
      assert.deepEqual([again.end, again.stats().records], [100, 100]);
    },
  },
  {
    name: 'reopening after pruning keeps first and end, also when nothing is left',
    async check(journal, reopen) {
      for (let batch = 0; batch < 10; batch++) await journal.append(numbered(100));
      await journal.prune({ maxBytes: journal.stats().bytes / 2 });
      const { first, end } = journal;
      const half = await reopen();
      assert.deepEqual([half.first, half.end], [first, end]);
      assert.equal((await readAll(half)).length, end - first);
      await half.prune({ maxBytes: 0 });
      const empty = await reopen();
      assert.deepEqual([empty.first, empty.end, empty.stats().records], [end, end, 0]);
      assert.equal((await empty.append(numbered(1))).first, end);
    },
  },
];
