import type { SinkOutcome } from '../sink.ts';
import { type Queries, quoted } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';
import { sqlColumns } from './sql-columns.ts';
import { isWithoutRight } from './sql-failure.ts';

/**
 * Of each call the table holds its newest revision. A call is tenant, session and the time of its first outcome, which a
 * correction names: a session that is dialed again later is another call.
 */

/** Whether an outcome is a correction. */
export function isCorrection({ outcome }: SinkOutcome): boolean {
  return outcome.corrected !== undefined;
}

/** A column of rows as they are sent, as the table holds it. */
function stored(column: string, row: string): string {
  const sent = sqlColumns.find(({ name }) => name === column)?.sent;
  const value = `${row}."${column}"`;
  return sent?.convert(value) ?? value;
}

const isOfOneCall = `held.session_identifier = sent.session_identifier
    AND held.tenant_descriptor IS NOT DISTINCT FROM sent.tenant_descriptor`;
const firstTime = `coalesce(${stored('corrected_time', 'sent')}, ${stored('recorded_at', 'sent')})`;

/** Says of a row `sent` that the table holds no newer revision of its call. */
export function isNewest(name: TableName): string {
  return `NOT EXISTS (SELECT 1 FROM ${quoted(name)} AS held WHERE held.revision IS NOT NULL AND ${isOfOneCall}
    AND held.revision > coalesce(sent.revision, 1) AND held.corrected_time = ${firstTime})`;
}

/** Statements that remove what corrections among the rows of `from` correct. Two, so that each uses an index. */
export function removeOlderSql(name: TableName, from: string): readonly string[] {
  const remove = (which: string): string =>
    `DELETE FROM ${quoted(name)} AS held USING (SELECT * FROM ${from}) AS sent
    WHERE sent.revision IS NOT NULL AND ${isOfOneCall} AND ${which}`;
  const time = stored('corrected_time', 'sent');
  return [
    remove(`held.revision IS NULL AND held.recorded_at = ${time}`),
    remove(`held.revision < sent.revision AND held.corrected_time = ${time}`),
  ];
}

/** Whether the table holds corrections. False where the role may not look: it writes, and corrects nothing. */
export async function holdsCorrections(connection: Queries, name: TableName): Promise<boolean> {
  try {
    const { rows } = await connection.query(
      `SELECT EXISTS (SELECT 1 FROM ${quoted(name)} WHERE revision IS NOT NULL) AS there`,
    );
    return rows[0]?.['there'] === true;
  } catch (error) {
    if (isWithoutRight(error)) return false;
    throw error;
  }
}
