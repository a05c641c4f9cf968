import { wrongSettings } from '../sink-error.ts';
import { columnList } from './held-rows.ts';
import { commentOn, inTableTurn, literal, type Queries, quoted, shownName } from './outcome-table.ts';
import type { TableName } from './postgres-options.ts';
import type { SqlColumn } from './sql-columns.ts';
import { isWithoutRight } from './sql-failure.ts';

/** Types of the table's columns by name, as `format_type` writes them. */
type HeldTypes = ReadonlyMap<string, string>;

/**
 * Gives a table the columns that it lacks. One that is there already is left as it is when it has the type; another type is refused, since
 * changing it is for the owner of the table. Columns that are not wanted any more stay, and take no values.
 */
export async function prepareAddedColumns(
  connection: Queries,
  name: TableName,
  added: readonly SqlColumn[],
): Promise<void> {
  if (added.length === 0 || missing(added, await heldTypes(connection, name), name).length === 0) return;
  try {
    await inTableTurn(connection, name, async () => {
      const lacking = missing(added, await heldTypes(connection, name), name);
      for (const column of lacking) {
        await connection.query(`ALTER TABLE ${quoted(name)} ADD COLUMN "${column.name}" ${column.type}`);
        await connection.query(commentOn(name, column));
      }
    });
  } catch (error) {
    if (!isWithoutRight(error)) throw error;
    const sql = added.map(({ name: column, type }) => `ADD COLUMN IF NOT EXISTS "${column}" ${type}`);
    const todo = `ALTER TABLE ${quoted(name)} ${sql.join(', ')}`;
    throw wrongSettings(`the role may not add columns to table ${shownName(name)}: let its owner run ${todo}`, {
      cause: error,
    });
  }
}

async function heldTypes(connection: Queries, name: TableName): Promise<HeldTypes> {
  const { rows } = await connection.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
    WHERE attrelid = ${literal(quoted(name))}::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  return new Map(rows.map((row) => [String(row['name']), typeName(String(row['type']))]));
}

/** The one type of ours that the database calls otherwise. */
function typeName(type: string): string {
  return type === 'timestamp with time zone' ? 'timestamptz' : type;
}

/** Returns the columns that the table lacks. Throws `SINK_SETTINGS` for those that it has with another type. */
function missing(added: readonly SqlColumn[], held: HeldTypes, name: TableName): readonly SqlColumn[] {
  const others = added.filter(({ name: column, type }) => (held.get(column) ?? type) !== type);
  const [first] = others;
  if (first !== undefined) {
    const is = held.get(first.name) ?? '';
    throw wrongSettings(
      `column ${first.name} of table ${shownName(name)} is ${is}, and the configuration makes it ${first.type}: give the column another name in the schema, or change its type in the table (${columnList(others)})`,
    );
  }
  return added.filter(({ name: column }) => !held.has(column));
}
