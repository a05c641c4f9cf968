import { column, type ColumnKind, type OutcomeColumn } from '../columns/outcome-columns.ts';
import type { CellValue } from '../columns/outcome-columns.ts';
import type { DataCell, DataColumn, DataColumnType, DataSchema } from './data-types.ts';

/** What every column of line-of-business data begins with in tables, so that no later column of outcomes takes its name. */
export const dataColumnPrefix = 'data_';

/** Returns what a column is called in tables: small letters, digits and `_`. */
export function tableColumnName({ name }: Pick<DataColumn, 'name'>): string {
  return `${dataColumnPrefix}${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`;
}

const kinds: Readonly<Record<DataColumnType, ColumnKind>> = {
  text: 'text',
  integer: 'long',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'time',
};

/** A value that is masked is text, whatever it was. */
function kindOf({ type, mask }: DataColumn): ColumnKind {
  return mask === 'none' ? kinds[type] : 'text';
}

/** Returns the columns that a schema adds to those of outcomes. Their values stand in the `cells` of a row, under their names. */
export function dataTableColumns({ columns }: DataSchema): readonly OutcomeColumn[] {
  return columns.map((each) => {
    const name = tableColumnName(each);
    const kind = kindOf(each);
    return column({
      name,
      sqlName: name,
      kind,
      isDerived: true,
      isPersonal: true,
      comment: `Line-of-business data: ${each.from}`,
      read: ({ cells }) => cells?.[name],
    });
  });
}

/** Returns the cells of a row under the names of their columns; a time as Unix milliseconds. */
export function tableCells({ columns }: DataSchema, cells: readonly DataCell[]): Readonly<Record<string, CellValue>> {
  return Object.fromEntries(
    columns.map((each, at) => {
      const cell = cells[at];
      return [
        tableColumnName(each),
        kindOf(each) === 'time' && typeof cell === 'string' ? Date.parse(cell) : cell,
      ] as const;
    }),
  );
}
