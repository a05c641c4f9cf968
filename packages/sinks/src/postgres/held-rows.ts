import { type SqlColumn, sqlColumns } from './sql-columns.ts';
import { quoted } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';

/** Why an outcome is refused whose id is in the table with another outcome. */
export const otherOutcomeHeld = 'the table holds another outcome under its id: see where that one came from';

const columns = sqlColumns.map(({ name }) => `"${name}"`).join(', ');

/** The columns as the table holds them, of rows as they are sent. */
export const storedValues = sqlColumns.map(({ name, sent }) => sent?.convert(`"${name}"`) ?? `"${name}"`).join(', ');

function differs({ name, compared }: SqlColumn): readonly string[] {
  if (compared === undefined) return [];
  const other = `held."${name}" IS DISTINCT FROM sent."${name}"`;
  return [compared === 'exact' ? other : `(held."${name}" IS NOT NULL AND ${other})`];
}

/** Finds the positions of rows, given by `from` as they are sent, whose ids the table holds with other contents. */
export function otherRowsSql(name: TableName, from: string): string {
  return `SELECT sent.position FROM (SELECT ${storedValues} FROM ${from}) AS sent (${columns})
    JOIN ${quoted(name)} AS held USING (id) WHERE ${sqlColumns.flatMap(differs).join(' OR ')}`;
}
