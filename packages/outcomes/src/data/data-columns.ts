import { readData } from '@sdmp/codec/data';

/** Every type that a column of line-of-business data may have. */
export const dataColumnTypes = ['text', 'integer', 'number', 'boolean', 'date'] as const;
/** Type of a column of line-of-business data. */
export type DataColumnType = (typeof dataColumnTypes)[number];

/** A column that is taken out of line-of-business data. */
export interface DataColumn {
  /** Name of the field in the data; case does not matter. */
  readonly from: string;
  /** Name of the column. */
  readonly name: string;
  readonly type: DataColumnType;
  /** Data without it break the schema. */
  readonly required: boolean;
  /** `all`: nothing of the value is shown. `end`: its last four characters are. */
  readonly mask: 'all' | 'end' | 'none';
}

/** What line-of-business data must look like. */
export interface DataSchema {
  readonly columns: readonly DataColumn[];
  /** Whether a field that no column takes breaks the schema. */
  readonly refusesOthers: boolean;
}

/** The value of one column of line-of-business data. */
export type DataCell = string | number | boolean | undefined;

/** Data as columns. */
export interface DataRow {
  /** In the order of the columns; undefined where the data have none, or none of that type. */
  readonly cells: readonly DataCell[];
  /** What breaks the schema, a line each; none of them holds a value. */
  readonly faults: readonly string[];
}

const masked = '•••';
const shownEnd = 4;

const readers: Readonly<Record<DataColumnType, (text: string) => DataCell>> = {
  text: (text) => text,
  integer: (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined),
  number: (text) => (/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined),
  boolean: (text) => booleans.get(text.toLowerCase()),
  date: (text) => (isDay(text) ? text : undefined),
};

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['1', true],
  ['0', false],
]);

function isDay(text: string): boolean {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

/** Returns line-of-business data (DT), whatever its framing, as the columns of a schema. Never throws; absent data have no fields. */
export function dataRow(data: string | undefined, { columns, refusesOthers }: DataSchema): DataRow {
  const { fields, problems } = readData(data ?? '');
  const faults = problems.map(({ message }) => message);
  const values = new Map<string, string>();
  for (const { name, value } of fields) {
    const key = name.toLowerCase();
    if (values.has(key)) faults.push(`${name} is there twice; the first counts`);
    else values.set(key, value);
  }
  const cells = columns.map((column) => {
    const value = values.get(column.from.toLowerCase());
    values.delete(column.from.toLowerCase());
    return cellOf(column, value, faults);
  });
  if (refusesOthers) for (const name of values.keys()) faults.push(`${name} is no column`);
  return { cells, faults };
}

function cellOf({ from, type, required, mask }: DataColumn, value: string | undefined, faults: string[]): DataCell {
  if (value === undefined || value === '') {
    if (required) faults.push(`${from} is missing`);
    return undefined;
  }
  const cell = readers[type](value);
  if (cell === undefined) faults.push(`${from} is no ${type}`);
  if (cell === undefined || mask === 'none') return cell;
  return mask === 'all' || value.length <= shownEnd ? masked : masked + value.slice(-shownEnd);
}
