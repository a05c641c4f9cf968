import type { CellValue } from '../columns/outcome-columns.ts';
import { dataReader } from './data-row.ts';
import type { DataSchema } from './data-types.ts';
import { tableCells } from './table-columns.ts';

/** Line-of-business data as a schema has them. */
export interface ShapedData {
  /** A JSON object of the columns, for DT; undefined where there were no data. */
  readonly text: string | undefined;
  /** The columns by their names in tables. */
  readonly cells: Readonly<Record<string, CellValue>>;
  /** What breaks the schema, a line each; none of them holds a value. */
  readonly faults: readonly string[];
}

/** Returns what makes line-of-business data those of a schema: selected, renamed, typed and masked. */
export function dataShaper(schema: DataSchema): (data: string | undefined) => ShapedData {
  const read = dataReader(schema);
  const names = schema.columns.map(({ name }) => name);
  return (data) => {
    const { cells, faults } = read(data);
    const members = names.flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]] as const]));
    return {
      text: data === undefined ? undefined : JSON.stringify(Object.fromEntries(members)),
      cells: tableCells(schema, cells),
      faults,
    };
  };
}
