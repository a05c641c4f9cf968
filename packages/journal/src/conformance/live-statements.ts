import assert from 'node:assert/strict';
import type { Statement } from './conformance-case.ts';
import { codeOf, collect, cursor, numbered, record } from './records.ts';

export const liveStatements: readonly Statement[] = [
  {
    name: 'waiting for growth ends at once when there is more already',
    async check(journal) {
      await journal.append(numbered(2));
      await journal.grownBeyond(journal.end - 1, new AbortController().signal);
    },
  },
  {
    name: 'waiting for growth ends with the append that passes the position, and not before',
    async check(journal) {
      const start = journal.end;
      let ended = false;
      const waiting = journal.grownBeyond(start + 1, new AbortController().signal).then(() => {
        ended = true;
      });
      await journal.append([record()]);
      assert.equal(ended, false);
      await journal.append([record()]);
      await waiting;
      assert.equal(journal.end, start + 2);
    },
  },
  {
    name: 'one append ends the waiting of all',
    async check(journal) {
      const { signal } = new AbortController();
      const waiting = Array.from({ length: 100 }, () => journal.grownBeyond(journal.end, signal));
      await journal.append([record()]);
      await Promise.all(waiting);
    },
  },
  {
    name: 'waiting for growth rejects with the reason of its signal',
    async check(journal) {
      const reason = new Error('not wanted any more');
      await assert.rejects(journal.grownBeyond(journal.end, AbortSignal.abort(reason)), reason);
      const abort = new AbortController();
      const waiting = journal.grownBeyond(journal.end, abort.signal);
      const rejected = assert.rejects(waiting, reason);
      abort.abort(reason);
      await rejected;
      await journal.append([record()]);
    },
  },
  {
    name: 'closing ends the waiting for growth',
    async check(journal) {
      const waiting = codeOf(journal.grownBeyond(journal.end, new AbortController().signal));
      // The call is under way before the journal closes.
      await journal.append([]);
      await journal.close();
      assert.equal(await waiting, 'JOURNAL_CLOSED');
    },
  },
  {
    name: 'closing waits for what was handed in',
    async check(journal) {
      const appended = journal.append(numbered(3000));
      const saved = journal.cursors.save([cursor('kept', 1)]);
      await journal.close();
      assert.equal((await appended).count, 3000);
      await saved;
    },
  },
  {
    name: 'a closed journal refuses every call, and closing twice is closing once',
    async check(journal) {
      await journal.append(numbered(3));
      await journal.close();
      await journal.close();
      const { signal } = new AbortController();
      const calls = [
        journal.append([record()]),
        journal.read(0),
        journal.grownBeyond(0, signal),
        journal.prune({ maxBytes: 0 }),
        journal.erase(() => true),
        journal.cursors.load(),
        journal.cursors.save([cursor('late', 0)]),
        journal.cursors.remove([{ tenant: 'acme', name: 'late' }]),
        collect(journal.verify()),
      ];
      for (const code of await Promise.all(calls.map(codeOf))) assert.equal(code, 'JOURNAL_CLOSED');
    },
  },
];
