import assert from 'node:assert/strict';
import type { RecordColumns } from '../journal.ts';
import type { Statement } from './conformance-case.ts';
import { codeOf, columnsOf, numbered, readAll, record } from './records.ts';

const unstorable: readonly (readonly [string, (columns: RecordColumns) => Partial<RecordColumns>])[] = [
  ['a broken count', () => ({ count: 1.5 })],
  ['less rows than records', ({ ends }) => ({ count: ends.length + 1 })],
  ['a body outside the bodies', ({ bodies }) => ({ ends: Uint32Array.of(1, bodies.length + 1, bodies.length + 2) })],
  ['a body that ends before it begins', () => ({ ends: Uint32Array.of(3, 2, 1) })],
  ['a scope that is not there', ({ scopes }) => ({ scopeOf: Uint16Array.of(0, scopes.length, 0) })],
  ['a source without a name', () => ({ scopes: columnsOf([record(), record(), record({ source: '' })]).scopes })],
  ['no class', () => ({ classes: Uint8Array.of(1, 0, 1) })],
  ['a broken time', () => ({ times: Float64Array.of(1, 1.5, 1) })],
];

export const columnStatements: readonly Statement[] = [
  {
    name: 'columns are stored as the same records one by one, and the caller may change them at once',
    async check(journal) {
      const records = Array.from({ length: 10_000 }, (_, index) =>
        record({
          time: 1_600_000_000_000 + index * 7,
          tenant: `tenant ${index % 3}`,
          campaign: `Kampagne ${index % 5} ä`,
          ...(index % 7 === 0 ? { source: `source ${index % 2}` } : {}),
          classes: (index % 255) + 1,
          body: index % 11 === 0 ? '' : `body ${index} `.repeat(index % 40),
        }),
      );
      const before = await journal.append(numbered(3));
      const columns = columnsOf(records);
      const appended = journal.append(columns);
      for (const column of [columns.scopeOf, columns.classes, columns.times, columns.ends, columns.bodies])
        column.fill(9);
      assert.deepEqual(await appended, { first: before.first + 3, count: records.length });
      assert.deepEqual(
        await readAll(journal, before.first + 3),
        records.map((each, index) => ({ ...each, position: before.first + 3 + index })),
      );
    },
  },
  {
    name: 'columns and records that are handed in together are stored in the order of the calls',
    async check(journal) {
      const records = numbered(9);
      await Promise.all([
        journal.append(columnsOf(records.slice(0, 4))),
        journal.append(records.slice(4, 6)),
        journal.append(columnsOf([])),
        journal.append(columnsOf(records.slice(6))),
      ]);
      assert.deepEqual(
        (await readAll(journal)).map(({ body }) => body),
        records.map(({ body }) => body),
      );
    },
  },
  ...unstorable.map(
    ([what, broken]) =>
      ({
        name: `columns with ${what} are refused`,
        async check(journal): Promise<void> {
          const { end } = journal;
          const columns = columnsOf(numbered(3));
          const refused = journal.append({ ...columns, ...broken(columns) });
          assert.equal(await codeOf(refused), 'JOURNAL_INVALID_RECORD');
          assert.equal(journal.end, end);
        },
      }) satisfies Statement,
  ),
];
