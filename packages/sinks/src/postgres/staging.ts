import { Buffer } from 'node:buffer';
import type { SinkOutcome } from '../sink.ts';
import { outcomeColumns } from './outcome-columns.ts';
import { type Queries, quoted } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';

/** Holds a batch until its transaction ends; each connection has its own. */
const staging = 'pg_temp.sdmp_batch';
const noRight = '42501';

const columns = outcomeColumns.map(({ name }) => `"${name}"`).join(', ');

/** Makes the table that batches are copied to. False where the role may not: then there is none. */
export async function prepareStaging(connection: Queries): Promise<boolean> {
  const definitions = outcomeColumns.map(({ name, type, sent }) => `"${name}" ${sent?.type ?? type}`).join(', ');
  try {
    await connection.query(`CREATE TEMP TABLE sdmp_batch (${definitions}) ON COMMIT DELETE ROWS`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === noRight) return false;
    throw error;
  }
}

/** Copies rows and inserts those that are new, in one transaction. */
export function copySql(name: TableName): string {
  const values = outcomeColumns.map(({ name: column, sent }) => sent?.convert(`"${column}"`) ?? `"${column}"`);
  return [
    `COPY ${staging} (${columns}) FROM STDIN`,
    `INSERT INTO ${quoted(name)} (${columns}) SELECT ${values.join(', ')} FROM ${staging} ON CONFLICT (id) DO NOTHING`,
  ].join(';');
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
export function copyRows(outcomes: readonly SinkOutcome[]): Uint8Array {
  return Buffer.from(outcomes.map(copyRow).join(''));
}

function copyRow(each: SinkOutcome): string {
  return `${outcomeColumns.map(({ value }) => copyValue(value(each))).join('\t')}\n`;
}

function copyValue(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replaceAll(specials, (unit) => escapes.get(unit) ?? unit) : value;
}
