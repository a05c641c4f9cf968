import { readData } from '@sdmp/codec/data';
import { cellReader } from './cell-reader.ts';
import type { DataCell, DataColumn, DataSchema } from './data-types.ts';

/** Data as columns. */
export interface DataRow {
  /** In the order of the columns; undefined where the data have none, or none of that type. */
  readonly cells: readonly DataCell[];
  /** What breaks the schema, a line each; none of them holds a value, or a name that the schema does not have. */
  readonly faults: readonly string[];
}

const masked = '•••';
const shownEnd = 4;

/** Returns line-of-business data (DT), whatever its framing, as the columns of a schema. Never throws; absent data have no fields. */
export function dataRow(data: string | undefined, schema: DataSchema): DataRow {
  return dataReader(schema)(data);
}

/** Returns what does the same for many. Throws `INVALID_ARGUMENT` for a zone that is not known. */
export function dataReader({ columns, refusesOthers }: DataSchema): (data: string | undefined) => DataRow {
  const readers = columns.map((column) => ({ column, key: column.from.toLowerCase(), read: cellReader(column) }));
  const names = new Map(readers.map(({ column, key }) => [key, column.from]));
  return (data) => {
    const { fields, problems } = readData(data ?? '');
    const faults = new Set(problems.map(({ message }) => message));
    const values = new Map<string, string>();
    for (const { name, value } of fields) {
      const key = name.toLowerCase();
      if (!values.has(key)) values.set(key, value);
      else faults.add(`${names.get(key) ?? 'a field that no column takes'} is there twice; the first counts`);
    }
    const cells = readers.map(({ column, key, read }) => cellOf(column, values.get(key), read, faults));
    const hasOthers = refusesOthers && [...values.keys()].some((key) => !names.has(key));
    if (hasOthers) faults.add('a field that no column takes is there');
    return { cells, faults: [...faults] };
  };
}

function cellOf(
  { from, type, required, mask, format }: DataColumn,
  value: string | undefined,
  read: (text: string) => DataCell,
  faults: Set<string>,
): DataCell {
  if (value === undefined || value === '') {
    if (required) faults.add(`${from} is missing`);
    return undefined;
  }
  // What tables and UTF-8 cannot hold.
  if (value.includes('\0') || !value.isWellFormed()) {
    faults.add(`${from} holds ${value.includes('\0') ? 'a NUL character' : 'half a character'}`);
    return undefined;
  }
  const cell = read(value);
  if (cell === undefined) faults.add(`${from} is no ${type}${format === undefined ? '' : ` as ${format}`}`);
  if (cell === undefined || mask === 'none') return cell;
  return mask === 'all' || value.length <= shownEnd ? masked : masked + value.slice(-shownEnd);
}
