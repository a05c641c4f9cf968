import type { ColumnSource, SchemaElement } from 'hyparquet-writer';
import type { ColumnKind } from '@sdmp/outcomes/columns';
import type { StoredColumn } from './part-header.ts';

type Encoding = NonNullable<ColumnSource['encoding']>;

/** A column of the file: its type, and what becomes of a value of a line. */
export interface ParquetColumn {
  readonly element: SchemaElement;
  /** Default: it stays what it is. */
  readonly convert?: (value: unknown) => unknown;
  readonly encoding?: Encoding;
  /** Whether readers may leave out row groups by the least and the greatest value. */
  readonly isSearched?: boolean;
}

type Kind = Omit<ParquetColumn, 'element' | 'isSearched'> & { readonly element: Omit<SchemaElement, 'name'> };

let lastText: unknown;
let lastTime = new Date(0);

/** Outcomes that were recorded together have the same time. */
function timeOf(value: unknown): Date {
  if (value !== lastText) {
    lastText = value;
    lastTime = new Date(String(value));
  }
  return lastTime;
}

/** Each kind of column; what an outcome may lack is made optional. */
const kinds: Readonly<Record<ColumnKind, Kind>> = {
  text: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } },
  integer: { element: { type: 'INT64' }, convert: (value) => BigInt(Number(value)) },
  position: {
    element: { type: 'INT64' },
    convert: (value) => BigInt(Number(value)),
    encoding: 'DELTA_BINARY_PACKED',
  },
  long: { element: { type: 'INT64' }, convert: (value) => BigInt(Number(value)) },
  number: { element: { type: 'DOUBLE' } },
  boolean: { element: { type: 'BOOLEAN' } },
  date: {
    element: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
    convert: (value) => new Date(String(value)),
  },
  time: {
    element: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    },
    convert: timeOf,
  },
  json: {
    element: { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
    convert: (value) => JSON.parse(String(value)) as unknown,
  },
};

/** Returns columns as Parquet has them. */
export function parquetColumnsOf(columns: readonly StoredColumn[]): readonly ParquetColumn[] {
  return columns.map(({ name, kind, isAlways, isSearched }) => {
    const { element, ...rest } = kinds[kind];
    return { ...rest, isSearched, element: { ...element, name, repetition_type: isAlways ? 'REQUIRED' : 'OPTIONAL' } };
  });
}

/** Returns what a file of these columns begins with. */
export function parquetSchemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  return [{ name: 'outcome', num_children: columns.length }, ...columns.map(({ element }) => element)];
}
