import assert from 'node:assert/strict';
import type { JournalRecord } from '../journal.ts';
import { bodyOf } from '../reader/records.ts';
import type { Statement } from './conformance-case.ts';
import { codeOf, numbered, readAll, record } from './records.ts';

const unstorable: readonly (readonly [string, Partial<JournalRecord>])[] = [
  ['no class', { classes: 0 }],
  ['more classes than fit a byte', { classes: 256 }],
  ['a broken class', { classes: 1.5 }],
  ['a broken time', { time: 1.5 }],
  ['no time', { time: Number.NaN }],
  ['an endless time', { time: Number.POSITIVE_INFINITY }],
  ['a source without a name', { source: '' }],
];

export const appendStatements: readonly Statement[] = [
  {
    name: 'a new journal is empty and has an id',
    async check(journal) {
      assert.ok(journal.id.length > 0);
      assert.equal(journal.first, journal.end);
      assert.deepEqual(await readAll(journal), []);
      assert.deepEqual([journal.stats().records, journal.stats().batches, journal.stats().pendingBytes], [0, 0, 0]);
    },
  },
  {
    name: 'positions follow each other without a hole, in the order of the calls',
    async check(journal) {
      const start = journal.end;
      const counts = [1, 3, 2, 10, 1];
      const appended = await Promise.all(counts.map((count) => journal.append(numbered(count))));
      let expected = start;
      for (const { first, count } of appended) {
        assert.equal(first, expected);
        expected += count;
      }
      assert.equal(journal.end, expected);
      assert.deepEqual(
        appended.map(({ count }) => count),
        counts,
      );
    },
  },
  {
    name: 'what was appended is read back, record by record',
    async check(journal) {
      const records = Array.from({ length: 50 }, (_, index) =>
        record({
          time: 1_600_000_000_000 + index * 7,
          tenant: `tenant ${index % 3}`,
          campaign: `campaign ${index % 5}`,
          ...(index % 3 === 0 ? {} : { source: `source ${index % 2}` }),
          classes: (index % 255) + 1,
          body: `body ${index}`,
        }),
      );
      const { first } = await journal.append(records);
      const expected = records.map((each, index) => ({ ...each, position: first + index }));
      assert.deepEqual(await readAll(journal), expected);
    },
  },
  {
    name: 'an append larger than a batch is stored whole and in order',
    async check(journal) {
      const records = numbered(10_000);
      const { first, count } = await journal.append(records);
      assert.equal(count, 10_000);
      const found = await readAll(journal, first);
      assert.deepEqual(
        found.map(({ body }) => body),
        records.map(({ body }) => body),
      );
    },
  },
  {
    name: 'text of any script is stored as UTF-8, and the empty body is stored too',
    async check(journal) {
      const bodies = [
        '',
        'plain',
        'Grüße',
        '日本語のテキスト',
        '🙂👩‍👩‍👧‍👦',
        '\u0000\u0001',
        '',
        'x'.repeat(70_000),
        'é'.repeat(70_000),
      ];
      await journal.append(bodies.map((body) => record({ body })));
      assert.deepEqual(
        (await readAll(journal)).map(({ body }) => body),
        bodies,
      );
    },
  },
  {
    name: 'names of tenants and campaigns may hold anything',
    async check(journal) {
      const names = ['', 'Müller & Söhne', '"quoted"', 'a\u0000b', '営業部'];
      await journal.append(names.map((name) => record({ tenant: name, campaign: name })));
      const found = await readAll(journal);
      assert.deepEqual(
        found.map(({ tenant, campaign }) => [tenant, campaign]),
        names.map((name) => [name, name]),
      );
    },
  },
  {
    name: 'bytes are stored as they are, and the caller may change them afterwards',
    async check(journal) {
      const body = Uint8Array.from({ length: 256 }, (_, index) => index);
      const appended = journal.append([record({ body }), record({ body: body.subarray(100, 200) })]);
      const expected = [Array.from(body), Array.from(body.subarray(100, 200))];
      await appended;
      body.fill(0);
      const { batch } = await journal.read(journal.first);
      assert.ok(batch);
      assert.deepEqual([Array.from(bodyOf(batch, 0)), Array.from(bodyOf(batch, 1))], expected);
    },
  },
  {
    name: 'a body larger than a batch is stored',
    async check(journal) {
      const body = new Uint8Array(3_000_000).fill(7);
      await journal.append([record(), record({ body }), record()]);
      const found = await readAll(journal);
      assert.deepEqual(
        found.map((each) => each.body.length),
        [6, 3_000_000, 6],
      );
    },
  },
  {
    name: 'an append without records resolves and moves nothing',
    async check(journal) {
      await journal.append([record()]);
      const { end } = journal;
      assert.deepEqual(await journal.append([]), { first: end, count: 0 });
      assert.equal(journal.end, end);
    },
  },
  ...unstorable.map(
    ([what, broken]) =>
      ({
        name: `a record with ${what} is refused with all of its call`,
        async check(journal): Promise<void> {
          const { end } = journal;
          assert.equal(await codeOf(journal.append([record(), record(broken), record()])), 'JOURNAL_INVALID_RECORD');
          assert.equal(journal.end, end);
          const { first } = await journal.append([record({ body: 'after' })]);
          assert.equal(first, end);
          assert.deepEqual(
            (await readAll(journal)).map(({ body }) => body),
            ['after'],
          );
        },
      }) satisfies Statement,
  ),
  {
    name: 'the statistics count what is stored',
    async check(journal) {
      await journal.append(numbered(10, { time: 1000 }));
      await journal.append(numbered(5, { time: 2000 }));
      const { records, batches, bytes, pendingBytes, oldestTime, newestTime } = journal.stats();
      assert.deepEqual(
        { records, pendingBytes, oldestTime, newestTime },
        { records: 15, pendingBytes: 0, oldestTime: 1000, newestTime: 2000 },
      );
      assert.ok(batches >= 1 && bytes > 0);
    },
  },
];
