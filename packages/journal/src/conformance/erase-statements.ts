import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { Journal } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { codeOf, collect, numbered, type ReadRecord, readAll, record, recordAt } from './records.ts';

/** All records, the erased ones too. */
async function readEvery(journal: Journal): Promise<ReadRecord[]> {
  const found: ReadRecord[] = [];
  for (let at = journal.first; at < journal.end; ) {
    const { batch, next } = await journal.read(at);
    if (batch !== undefined) found.push(...Array.from({ length: batch.count }, (_, index) => recordAt(batch, index)));
    at = next;
  }
  return found.filter(({ position }, index) => found.findIndex((each) => each.position === position) === index);
}

function says(body: Uint8Array, text: string): boolean {
  return Buffer.from(body).includes(text);
}

export const eraseStatements: readonly Statement[] = [
  {
    name: 'an erased record keeps its position, time and scope, and has neither class nor body',
    async check(journal) {
      for (let batch = 0; batch < 5; batch++) await journal.append(numbered(20, { classes: 6 }));
      const before = await readEvery(journal);
      const erased = await journal.erase(({ body }) => says(body, 'number 7'));
      assert.deepEqual([erased.records, erased.unread], [5, []]);
      assert.ok(erased.bytes > 0);
      const expected = before.map((each) => (each.body === 'number 7' ? { ...each, classes: 0, body: '' } : each));
      assert.deepEqual(await readEvery(journal), expected);
      assert.deepEqual(await collect(journal.verify()), []);
      assert.deepEqual([journal.end, journal.stats().records], [100, 100]);
    },
  },
  {
    name: 'an erasure is told from none by a number, where the engine keeps one',
    async check(journal) {
      if (journal.erasures === undefined) return;
      await journal.append(numbered(20));
      const before = await journal.erasures();
      await journal.erase(() => false);
      assert.equal(await journal.erasures(), before);
      await journal.erase(({ body }) => says(body, 'number 7'));
      assert.ok((await journal.erasures()) > before);
    },
  },
  {
    name: 'no filter on classes finds an erased record',
    async check(journal) {
      await journal.append([record({ classes: 255, body: 'out' }), record({ classes: 255, body: 'stays' })]);
      await journal.erase(({ body }) => says(body, 'out'));
      const { batch } = await journal.read(0, { classes: 255 });
      assert.deepEqual([...(batch?.classes ?? [])], [0, 255]);
      await journal.erase(() => true);
      assert.equal((await journal.read(0, { classes: 255 })).batch, undefined);
    },
  },
  {
    name: 'the predicate sees each record that passes the filter once, and no erased one',
    async check(journal) {
      await journal.append(numbered(10, { tenant: 'other' }));
      await journal.append(numbered(10, { campaign: 'autumn', classes: 2 }));
      const seen: number[] = [];
      const look = (answer: boolean) => (found: { readonly position: number; readonly campaign: string }) => {
        assert.equal(found.campaign, 'autumn');
        seen.push(found.position);
        return answer;
      };
      await journal.erase(look(true), { filter: { tenant: 'acme', campaign: 'autumn', classes: 2 } });
      assert.deepEqual(
        seen,
        Array.from({ length: 10 }, (_, index) => 10 + index),
      );
      assert.equal((await journal.erase(look(true), { filter: { campaign: 'autumn' } })).records, 0);
      assert.equal(seen.length, 10);
    },
  },
  {
    name: 'erasing takes in what was handed in before, and lets appends continue',
    async check(journal) {
      const handedIn = journal.append(numbered(500));
      const erasing = journal.erase(({ body }) => says(body, '7'));
      const later = await journal.append(numbered(1, { body: '7 is kept' }));
      const { records } = await erasing;
      await handedIn;
      assert.ok(records >= 95 && records <= 96, `${records} records`);
      assert.equal(later.first, 500);
      const bodies = (await readAll(journal)).map(({ body }) => body);
      assert.equal(bodies.filter((body) => body.startsWith('number') && body.includes('7')).length, 0);
      assert.equal(bodies.length, 501 - records);
    },
  },
  {
    name: 'what a predicate throws is what erasing rejects with',
    async check(journal) {
      await journal.append(numbered(3));
      const fault = Object.assign(new Error('no'), { code: 'MINE' });
      const erasing = journal.erase(() => {
        throw fault;
      });
      assert.equal(await codeOf(erasing), 'MINE');
      assert.equal((await readAll(journal)).length, 3);
    },
  },
];
