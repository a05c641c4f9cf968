import assert from 'node:assert/strict';
import type { Cursor, Journal } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { codeOf, cursor, readAll, record } from './records.ts';

export async function cursorsIn(journal: Journal): Promise<Cursor[]> {
  const keyOf = ({ tenant, name }: Cursor): string => JSON.stringify([tenant, name]);
  return (await journal.cursors.load()).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const cursorStatements: readonly Statement[] = [
  {
    name: 'a cursor is loaded as it was saved',
    async check(journal) {
      const saved = [
        cursor('all', 0),
        cursor('one', 12, { filter: { tenant: 'acme', campaign: 'spring', classes: 3 }, touched: 5 }),
        cursor('two', Number.MAX_SAFE_INTEGER, { filter: { classes: 255 } }),
        cursor('Zähler 日本', 1, { tenant: '' }),
      ];
      await journal.cursors.save(saved);
      assert.deepEqual(new Set(await journal.cursors.load()), new Set(saved));
    },
  },
  {
    name: 'each of many cursors is visited once',
    async check(journal) {
      const names = Array.from({ length: 1500 }, (_, index) => `token ${index}`);
      const saved = names.map((name, index) => cursor(name, index, { tenant: `tenant ${index % 2}` }));
      await journal.cursors.save(saved);
      const visited: Cursor[] = [];
      await journal.cursors.each((each) => visited.push(each));
      assert.equal(visited.length, saved.length);
      assert.deepEqual(new Set(visited), new Set(saved));
    },
  },
  {
    name: 'the same name in two tenants is two cursors',
    async check(journal) {
      const saved = [cursor('token', 1, { tenant: 'a' }), cursor('token', 2, { tenant: 'b' })];
      await journal.cursors.save(saved);
      assert.deepEqual(await cursorsIn(journal), saved);
      await journal.cursors.remove([{ tenant: 'a', name: 'token' }]);
      assert.deepEqual(await cursorsIn(journal), saved.slice(1));
    },
  },
  {
    name: 'a cursor that is saved again is replaced',
    async check(journal) {
      await journal.cursors.save([cursor('token', 1, { filter: { classes: 1 } })]);
      await journal.cursors.save([cursor('token', 2)]);
      assert.deepEqual(await cursorsIn(journal), [cursor('token', 2)]);
    },
  },
  {
    name: 'changes of one cursor count in the order of the calls, also when nobody waits',
    async check(journal) {
      const key = { tenant: 'acme', name: 'token' };
      await Promise.all([
        journal.cursors.save([cursor('token', 1)]),
        journal.cursors.remove([key]),
        journal.cursors.save([cursor('token', 2), cursor('token', 3)]),
        journal.cursors.save([cursor('other', 4)]),
        journal.cursors.remove([{ ...key, name: 'other' }]),
      ]);
      assert.deepEqual(await cursorsIn(journal), [cursor('token', 3)]);
    },
  },
  {
    name: 'removing a cursor that is not there is no error',
    async check(journal) {
      await journal.cursors.remove([{ tenant: 'acme', name: 'nobody' }]);
      await journal.cursors.remove([]);
      await journal.cursors.save([]);
      assert.deepEqual(await journal.cursors.load(), []);
    },
  },
  {
    name: 'a thousand cursors are saved at once',
    async check(journal) {
      await journal.cursors.save(Array.from({ length: 1000 }, (_, index) => cursor(`token ${index}`, index)));
      const positions = (await journal.cursors.load()).map(({ position }) => position).toSorted((a, b) => a - b);
      assert.deepEqual(
        positions,
        Array.from({ length: 1000 }, (_, index) => index),
      );
    },
  },
  {
    name: 'cursors that come with an append are saved with it',
    async check(journal) {
      await journal.append([record()], { cursors: [cursor('upstream', 9)] });
      await journal.append([], { cursors: [cursor('alone', 8)] });
      assert.deepEqual(await cursorsIn(journal), [cursor('alone', 8), cursor('upstream', 9)]);
    },
  },
  {
    name: 'an append that is refused saves no cursor, and a cursor that is refused saves no record',
    async check(journal) {
      const refused = journal.append([record({ classes: 0 })], { cursors: [cursor('upstream', 9)] });
      assert.equal(await codeOf(refused), 'JOURNAL_INVALID_RECORD');
      const negative = journal.append([record()], { cursors: [cursor('upstream', -1)] });
      assert.equal(await codeOf(negative), 'JOURNAL_INVALID_RECORD');
      assert.deepEqual(await journal.cursors.load(), []);
      assert.deepEqual(await readAll(journal), []);
    },
  },
  {
    name: 'a cursor may stand before what is held and beyond the end, and pruning does not move it',
    async check(journal) {
      await journal.append([record()]);
      const saved = [cursor('early', 0), cursor('late', journal.end + 10)];
      await journal.cursors.save(saved);
      await journal.prune({ maxBytes: 0 });
      assert.deepEqual(await cursorsIn(journal), saved);
    },
  },
];
