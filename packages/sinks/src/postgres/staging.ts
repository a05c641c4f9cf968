import { Buffer } from 'node:buffer';
import type { SinkOutcome } from '../sink.ts';
import type { Connection } from './connection.ts';
import { columnList, otherRowsSql, storedValues } from './held-rows.ts';
import type { SqlColumn } from './sql-columns.ts';
import { type Queries, quoted } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';
import { isNewest, removeOlderSql } from './revisions.ts';
import { isWithoutRight } from './sql-failure.ts';

/** Holds a batch until its transaction ends; each connection has its own. */
const staging = 'pg_temp.sdmp_batch';

type Columns = readonly SqlColumn[];

/** Makes the table that batches are copied to. False where the role may not: then there is none. */
export async function prepareStaging(connection: Queries, columns: Columns): Promise<boolean> {
  const definitions = columns.map(({ name, type, sent }) => `"${name}" ${sent?.type ?? type}`).join(', ');
  try {
    await connection.query(`CREATE TEMP TABLE sdmp_batch (${definitions}) ON COMMIT DELETE ROWS`);
    return true;
  } catch (error) {
    if (isWithoutRight(error)) return false;
    throw error;
  }
}

/** Copies rows and inserts those that are new, in one transaction. */
export function copySql(name: TableName, columns: Columns): string {
  return [copyAlone(columns), `${insertFrom(name, staging, columns)} ON CONFLICT (id) DO NOTHING`].join(';');
}

/** The same where there are corrections: of each call the newest revision stays. */
export function copyRevisionsSql(name: TableName, columns: Columns): string {
  const insert = `${insertFrom(name, `${staging} AS sent`, columns)} WHERE ${isNewest(name)} ON CONFLICT (id) DO NOTHING`;
  return [copyAlone(columns), insert, ...removeOlderSql(name, staging)].join(';');
}

/** Begins the insertion of rows as they are sent. */
export function insertFrom(name: TableName, from: string, columns: Columns): string {
  return `INSERT INTO ${quoted(name)} (${columnList(columns)}) SELECT ${storedValues(columns)} FROM ${from}`;
}

function copyAlone(columns: Columns): string {
  return `COPY ${staging} (${columnList(columns)}) FROM STDIN`;
}

/** Finds which of the rows the table holds with other contents: their positions. */
export async function otherStagedRows(
  connection: Connection,
  name: TableName,
  columns: Columns,
  rows: Uint8Array,
  signal: AbortSignal,
): Promise<readonly number[]> {
  await connection.query('BEGIN', [], signal);
  try {
    await connection.copy(copyAlone(columns), rows, signal);
    const { rows: found } = await connection.query(otherRowsSql(name, staging, columns), [], signal);
    return found.map(({ position }) => Number(position));
  } finally {
    // A connection that died has ended its transaction by that.
    await connection.query('ROLLBACK').catch(() => undefined);
  }
}

const special = /[\\\t\n\r]/;
const specials = /[\\\t\n\r]/g;
const escapes = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/** Outcomes as COPY reads them: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2 */
export function copyRows(outcomes: readonly SinkOutcome[], columns: Columns): Uint8Array {
  return Buffer.from(outcomes.map((each) => copyRow(each, columns)).join(''));
}

function copyRow(each: SinkOutcome, columns: Columns): string {
  return `${columns.map(({ value }) => copyValue(value(each))).join('\t')}\n`;
}

function copyValue(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replaceAll(specials, (unit) => escapes.get(unit) ?? unit) : value;
}
