import type { SqlColumn } from './sql-columns.ts';
import { quoted } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';

/** Why an outcome is refused whose id is in the table with another outcome. */
export const otherOutcomeHeld = 'the table holds another outcome under its id: see where that one came from';

/** Returns the names of columns as SQL lists them. */
export function columnList(columns: readonly SqlColumn[]): string {
  return columns.map(({ name }) => `"${name}"`).join(', ');
}

/** Returns the columns as the table holds them, of rows as they are sent. */
export function storedValues(columns: readonly SqlColumn[]): string {
  return columns.map(({ name, sent }) => sent?.convert(`"${name}"`) ?? `"${name}"`).join(', ');
}

function differs({ name, compared }: SqlColumn): readonly string[] {
  if (compared === undefined) return [];
  const other = `held."${name}" IS DISTINCT FROM sent."${name}"`;
  return [compared === 'exact' ? other : `(held."${name}" IS NOT NULL AND ${other})`];
}

/** Finds the positions of rows, given by `from` as they are sent, whose ids the table holds with other contents. */
export function otherRowsSql(name: TableName, from: string, columns: readonly SqlColumn[]): string {
  return `SELECT sent.position FROM (SELECT ${storedValues(columns)} FROM ${from}) AS sent (${columnList(columns)})
    JOIN ${quoted(name)} AS held USING (id) WHERE ${columns.flatMap(differs).join(' OR ')}`;
}
