import assert from 'node:assert/strict';
import type { JournalHistory } from '../history/journal-history.ts';
import type { DurableStatement, Statement } from './conformance-case.ts';
import { readBatches } from '../reader/read-batches.ts';
import type { Gap } from '../reader/read-step.ts';
import { cursor, numbered, readAll } from './records.ts';

function namesIn(history: JournalHistory, positions: readonly number[]): string[] {
  return positions.map((position) => history.nameAt(position));
}

export const historyStatements: readonly Statement[] = [
  {
    name: 'the first branch of a journal has the name of the journal',
    async check(journal) {
      await journal.append(numbered(10));
      assert.deepEqual(namesIn(journal.history, [0, 9, 10]), [journal.id, journal.id, journal.id]);
      assert.deepEqual(journal.history.resolve({ journal: journal.id, position: 4 }), { kind: 'here', position: 4 });
      assert.deepEqual(journal.history.resolve({ journal: journal.id, position: 10 }), { kind: 'here', position: 10 });
      assert.equal(journal.history.positionOf({ journal: journal.id, position: 9 }), 9);
      assert.equal(journal.history.positionOf({ journal: journal.id, position: 10 }), undefined);
    },
  },
  {
    name: 'a place beyond the end, of another branch or of another journal is said to be one',
    async check(journal) {
      await journal.append(numbered(10));
      const { history, id } = journal;
      assert.deepEqual(history.resolve({ journal: id, position: 11 }), { kind: 'beyond', at: 10 });
      assert.deepEqual(history.resolve({ journal: `${id}-otherone`, position: 4 }), { kind: 'unknown', at: 4 });
      assert.deepEqual(history.resolve({ journal: 'another', position: 4 }), { kind: 'unknown', at: 0 });
      assert.equal(history.positionOf({ journal: `${id}-otherone`, position: 4 }), undefined);
    },
  },
  {
    name: 'a restore takes a position of its own, once, and is found by those who pass it',
    async check(journal) {
      await journal.append(numbered(10));
      await journal.history.markRestored({ since: 8, atLeast: 3 });
      await journal.history.markRestored({ since: 2 });
      assert.equal(journal.end, 11);
      assert.deepEqual(journal.history.losses, [{ at: 10, since: 8, atLeast: 3 }]);
      assert.deepEqual(journal.history.lossWithin(3, 11), { at: 10, since: 8, atLeast: 3 });
      assert.equal(journal.history.lossWithin(3, 10), undefined);
      assert.equal(journal.history.lossWithin(11, 20), undefined);
      await journal.append(numbered(5));
      assert.deepEqual(
        (await readAll(journal)).map(({ position }) => position),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15],
      );
      const gaps: Gap[] = [];
      for await (const step of readBatches(journal, { from: 4 })) if (step.kind === 'gap') gaps.push(step);
      assert.deepEqual(gaps, [{ kind: 'gap', from: 10, to: 11, reason: 'history', atLeast: 3 }]);
      const unknown = journal.history.resolve({ journal: `${journal.id}-otherone`, position: 15 });
      assert.deepEqual(unknown, { kind: 'unknown', at: 8 });
    },
  },
  {
    name: 'a restore that retention has removed is forgotten',
    async check(journal) {
      await journal.append(numbered(10));
      await journal.history.markRestored({ since: 10 });
      await journal.append(numbered(10));
      await journal.prune({ maxBytes: 0 });
      assert.deepEqual(journal.history.losses, []);
    },
  },
];

export const durableHistoryStatements: readonly DurableStatement[] = [
  {
    name: 'the first append after an opening begins a branch, and names of earlier records stay',
    async check(journal, reopen) {
      await journal.append(numbered(10));
      const { id } = journal;
      const idle = await reopen();
      assert.deepEqual(namesIn(idle.history, [0, 9]), [id, id]);
      assert.equal(idle.history.branches.length, 1);
      const again = await reopen();
      await again.append(numbered(5));
      await again.append(numbered(5));
      const later = again.history.nameAt(10);
      assert.notEqual(later, id);
      assert.ok(later.startsWith(`${id}-`));
      assert.deepEqual(namesIn(again.history, [0, 9, 10, 14, 19, 20]), [id, id, later, later, later, later]);
      assert.equal(again.history.branchEnd(3), 10);
      assert.deepEqual(again.history.resolve({ journal: id, position: 10 }), { kind: 'here', position: 10 });
      assert.deepEqual(again.history.resolve({ journal: id, position: 11 }), { kind: 'forked', at: 10 });
      assert.equal(again.history.positionOf({ journal: id, position: 12 }), undefined);
      assert.equal(again.history.positionOf({ journal: later, position: 12 }), 12);
      const last = await reopen();
      assert.deepEqual(namesIn(last.history, [0, 9, 10, 19]), [id, id, later, later]);
      assert.notEqual(last.history.nameAt(20), later);
    },
  },
  {
    name: 'branches that lie wholly in what retention removed are forgotten, the others stay',
    async check(journal, reopen) {
      await journal.append(numbered(10));
      const second = await reopen();
      await second.append(numbered(10));
      const name = second.history.nameAt(15);
      await second.append(numbered(10));
      const third = await reopen();
      await third.append(numbered(10));
      await third.prune({ maxBytes: third.stats().bytes / 2 });
      assert.ok(third.first > 10);
      const { first, end } = third;
      const { branches } = third.history;
      assert.ok(branches.length === 1 || branches.length === 2);
      assert.ok(branches.every((_, index) => (branches[index + 1]?.from ?? end) > first));
      assert.equal(third.history.nameAt(29) === name, first < 30);
      assert.deepEqual((await reopen()).history.branches, branches);
    },
  },
  {
    name: 'reopening finds a restore that was noted',
    async check(journal, reopen) {
      await journal.append(numbered(3), { cursors: [cursor('token', 1)] });
      await journal.history.markRestored({ since: 1, atLeast: 2 });
      const again = await reopen();
      assert.deepEqual(again.history.losses, [{ at: 3, since: 1, atLeast: 2 }]);
      assert.equal(again.end, 4);
    },
  },
];
