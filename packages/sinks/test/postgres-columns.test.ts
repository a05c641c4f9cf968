import { outcomeColumns } from '@sdmp/outcomes/columns';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { postgresSink } from '../src/postgres/index.ts';
import { prepareTable, type Queries } from '../src/postgres/outcome-table.ts';
import { sqlColumn, sqlColumns } from '../src/postgres/sql-columns.ts';
import { plainOutcomes } from '../src/suite/index.ts';
import { hasPostgres, PostgresServer } from './support/postgres-server.ts';

const never = new AbortController().signal;

/** The version of the table that brings the column. */
const nextVersion = 4;

describe.skipIf(!hasPostgres)('a postgres table', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  test.each(['reason', 'success', 'telephone_number'])(
    'of an earlier version is given the column %s, keeps its rows, and takes new outcomes with it',
    async (added) => {
      const table = `without_${added}`;
      const name = { schema: undefined, table };
      const connection: Queries = {
        query: async (text, values) => ({ rows: await server.query(text, values) }),
      };
      const before = sqlColumns.filter((column) => column.name !== added);
      await prepareTable(connection, name, before);
      const names = before.map((column) => `"${column.name}"`);
      const places = before.map(({ sent }, index) => sent?.convert(`$${index + 1}::float8`) ?? `$${index + 1}`);
      for (const outcome of plainOutcomes(5)) {
        const values = before.map(({ value }) => value(outcome));
        await server.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, values);
      }

      const after = sqlColumns.map((column) => (column.name === added ? { ...column, since: nextVersion } : column));
      await prepareTable(connection, name, after);
      const versionOf = `FROM sdmp_schema WHERE name = '${table}'`;
      expect(await server.query(`SELECT version ${versionOf}`)).toEqual([{ version: nextVersion }]);
      await prepareTable(connection, name, after);

      // The sink of today knows a table with these columns by its own version.
      await server.query(`UPDATE sdmp_schema SET version = 3 WHERE name = '${table}'`);
      const sink = postgresSink({ url: server.url, table });
      onTestFinished(() => sink.close());
      await sink.open(never);
      expect(await sink.deliver(plainOutcomes(10).slice(5), never)).toEqual([]);
      const rows = await server.query(`SELECT "${added}" IS NULL AS missing FROM ${table} ORDER BY position`);
      expect(rows.map(({ missing }) => missing)).toEqual([
        true,
        true,
        true,
        true,
        true,
        false,
        false,
        false,
        false,
        false,
      ]);
    },
  );
});

test('a row that is older than a column is no other outcome because it lacks its value', () => {
  const later = outcomeColumns.map((column) => sqlColumn({ ...column, since: nextVersion }));
  expect(later.filter(({ compared }) => compared === 'exact')).toEqual([]);
});
