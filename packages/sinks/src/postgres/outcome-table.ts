import { unavailable, wrongSettings } from '../sink-error.ts';
import { type SqlColumn, sqlColumns } from './sql-columns.ts';
import { type TableName, tableName } from './postgres-options.ts';
import { isWithoutRight } from './sql-failure.ts';

/** The version that brought `sdmp_jsonb`. */
const jsonFunctionVersion = 2;
/** The version that brought revisions. */
const revisionVersion = 3;

/**
 * From here on the sink can write: what came later is for readers, and may be missing where the role may not add it.
 */
function newestColumn(columns: readonly SqlColumn[]): number {
  return Math.max(...columns.map(({ since }) => since));
}

/** Version of the table; kept in `sdmp_schema` beside it. */
function schemaVersion(columns: readonly SqlColumn[]): number {
  return Math.max(jsonFunctionVersion, newestColumn(columns));
}

const versions = 'sdmp_schema';

/** Held by the one sink, or administrator, that looks after tables. */
const lockKey = "hashtextextended('sdmp sinks', 0)";

/** What is asked of a connection here. */
export interface Queries {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

export function quoted({ schema, table }: TableName): string {
  return schema === undefined ? `"${table}"` : `"${schema}"."${table}"`;
}

/** Text as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** From nothing to each version. Later ones change what is there; none is ever edited. */
function migrations(name: TableName, all: readonly SqlColumn[]): readonly (readonly string[])[] {
  const first = all.filter(({ since }) => since === 1);
  const columns = first.map(({ name: column, type, isRequired }) =>
    [`"${column}"`, type, column === 'id' ? 'PRIMARY KEY' : isRequired ? 'NOT NULL' : ''].join(' ').trim(),
  );
  return [
    [
      `CREATE TABLE ${quoted(name)} (${columns.join(', ')}, inserted_at timestamptz NOT NULL DEFAULT now())`,
      `CREATE INDEX ON ${quoted(name)} USING brin (recorded_at)`,
      `COMMENT ON TABLE ${quoted(name)} IS 'Outcomes of calls. Holds personal data.'`,
      ...first.map((column) => commentOn(name, column)),
    ],
    [
      makeJsonFunction(name),
      `COMMENT ON COLUMN ${quoted(name)}.data IS ${literal('Personal data. DT, line-of-business data as on the wire; sdmp_jsonb(data) where it is JSON')}`,
    ],
    ...Array.from({ length: schemaVersion(all) - jsonFunctionVersion }, (_, index) => {
      const version = jsonFunctionVersion + 1 + index;
      const added = addColumns(
        name,
        all.filter(({ since }) => since === version),
      );
      return version === revisionVersion ? [...added, indexRevisions(name)] : added;
    }),
  ];
}

/** Nearly empty: few outcomes are corrected. */
function indexRevisions(name: TableName): string {
  return `CREATE INDEX ON ${quoted(name)} (session_identifier, corrected_time) WHERE revision IS NOT NULL`;
}

/** Returns the statement that says for readers what a column holds. */
export function commentOn(name: TableName, { name: column, comment }: SqlColumn): string {
  return `COMMENT ON COLUMN ${quoted(name)}."${column}" IS ${literal(comment)}`;
}

/** Rows that are there already have no value, so that the column takes null even where outcomes always have one. */
function addColumns(name: TableName, added: readonly SqlColumn[]): readonly string[] {
  return added.flatMap((column) => [
    `ALTER TABLE ${quoted(name)} ADD COLUMN "${column.name}" ${column.type}`,
    commentOn(name, column),
  ]);
}

function jsonFunction({ schema }: TableName): string {
  return quoted({ schema, table: 'sdmp_jsonb' });
}

/**
 * `data::jsonb` fails for the whole query when one value is no JSON, or JSON that jsonb cannot hold: `\\u0000`, half of a
 * pair, a number beyond its range, too many levels. Null keeps the query alive; the text itself stays in `data`.
 */
function makeJsonFunction(name: TableName): string {
  const sqlName = jsonFunction(name);
  // Another table of the schema, made by another role, may have brought it.
  return `DO $do$ BEGIN
    IF to_regprocedure(${literal(`${sqlName}(text)`)}) IS NOT NULL THEN RETURN; END IF;
    CREATE FUNCTION ${sqlName}(given text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
    BEGIN
      RETURN given::jsonb;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
      RETURN NULL;
    END $body$;
    COMMENT ON FUNCTION ${sqlName}(text) IS 'JSON as jsonb; null for what jsonb cannot hold';
  END $do$`;
}

/** Tells one table's version from another's. */
function versionTable({ schema }: TableName): TableName {
  return { schema, table: versions };
}

function noteVersion(name: TableName, version: number): string {
  return `INSERT INTO ${quoted(versionTable(name))} (name, version) VALUES (${literal(name.table)}, ${version})
    ON CONFLICT (name) DO UPDATE SET version = excluded.version`;
}

function makeVersions(name: TableName): string {
  return `CREATE TABLE IF NOT EXISTS ${quoted(versionTable(name))} (name text PRIMARY KEY, version integer NOT NULL)`;
}

/**
 * The SQL that makes the table, for those who make it themselves because the sink's role may not. Throws
 * `INVALID_ARGUMENT` when the name is none.
 */
export function outcomeTableSql(table = 'outcomes'): string {
  const name = tableName(table);
  const lock = `SELECT pg_advisory_xact_lock(${lockKey})`;
  const made = migrations(name, sqlColumns).flat();
  const statements = [lock, makeVersions(name), ...made, noteVersion(name, schemaVersion(sqlColumns))];
  return `BEGIN;\n${statements.join(';\n')};\nCOMMIT;\n`;
}

async function versionOf(connection: Queries, name: TableName): Promise<number> {
  const { rows } = await connection.query('SELECT to_regclass($1) IS NOT NULL AS there', [quoted(versionTable(name))]);
  if (rows[0]?.['there'] !== true) return 0;
  const found = await connection.query(`SELECT version FROM ${quoted(versionTable(name))} WHERE name = $1`, [
    name.table,
  ]);
  return Number(found.rows[0]?.['version'] ?? 0);
}

async function isTaken(connection: Queries, name: TableName): Promise<boolean> {
  const { rows } = await connection.query('SELECT to_regclass($1) IS NOT NULL AS there', [quoted(name)]);
  return rows[0]?.['there'] === true;
}

/** Makes the table, or brings it to the version of these columns. Several sinks may do so at once. */
export async function prepareTable(connection: Queries, name: TableName, columns = sqlColumns): Promise<void> {
  const version = await versionOf(connection, name);
  if (version === schemaVersion(columns)) return;
  const isWritable = version >= newestColumn(columns) && version < schemaVersion(columns);
  try {
    await inTableTurn(connection, name, () => migrate(connection, name, columns));
  } catch (error) {
    if (!isWritable || !isWithoutRight(error)) throw error;
  }
}

/** Codes for what another transaction made at the same moment: unique_violation of a catalogue, duplicate_schema, -table, -object. */
const madeMeanwhile: ReadonlySet<unknown> = new Set(['23505', '42P06', '42P07', '42710']);

function isMadeMeanwhile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && madeMeanwhile.has(error.code);
}

/** A table as messages name it. */
export function shownName({ schema, table }: TableName): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/**
 * Does work on tables while no other sink does, in one transaction. Rejects with `SINK_UNAVAILABLE` where another program made the same
 * meanwhile.
 */
export async function inTableTurn(connection: Queries, name: TableName, work: () => Promise<void>): Promise<void> {
  // Before the transaction: what others made while it waits inside one might stay unseen.
  await connection.query(`SELECT pg_advisory_lock(${lockKey})`);
  try {
    await connection.query('BEGIN');
    await work();
    await connection.query('COMMIT');
  } catch (error) {
    // A connection that died has ended its transaction by that.
    await connection.query('ROLLBACK').catch(() => undefined);
    throw isMadeMeanwhile(error)
      ? unavailable(`another program makes table ${shownName(name)}: it is looked for again`, { cause: error })
      : error;
  } finally {
    await connection.query(`SELECT pg_advisory_unlock(${lockKey})`).catch(() => undefined);
  }
}

async function migrate(connection: Queries, name: TableName, columns: readonly SqlColumn[]): Promise<void> {
  const version = await versionOf(connection, name);
  const wanted = schemaVersion(columns);
  const shown = shownName(name);
  if (version > wanted) {
    throw wrongSettings(`Table ${shown} is of a newer version (${version}): use that version of the sink, or newer`);
  }
  if (version === 0 && (await isTaken(connection, name))) {
    throw wrongSettings(`Table ${shown} was not made by a postgres sink: name another one`);
  }
  if (name.schema !== undefined) {
    const { rows } = await connection.query('SELECT to_regnamespace($1) IS NOT NULL AS there', [`"${name.schema}"`]);
    if (rows[0]?.['there'] !== true) await connection.query(`CREATE SCHEMA "${name.schema}"`);
  }
  if (version === 0) await connection.query(makeVersions(name));
  for (const statement of migrations(name, columns).slice(version).flat()) await connection.query(statement);
  if (version < wanted) await connection.query(noteVersion(name, wanted));
}
