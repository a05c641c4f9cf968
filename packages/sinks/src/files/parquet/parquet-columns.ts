import type { ColumnSource, SchemaElement } from 'hyparquet-writer';
import { csvColumns } from '../../lines/csv-line.ts';

type Encoding = NonNullable<ColumnSource['encoding']>;

/** A column of the file: its type, and what becomes of a value of a line. */
interface ParquetColumn {
  readonly element: SchemaElement;
  /** Default: it stays what it is. */
  readonly convert?: (value: unknown) => unknown;
  readonly encoding?: Encoding;
  /** Whether readers may leave out row groups by the least and the greatest value. */
  readonly isSearched?: boolean;
}

type Kind = Omit<ParquetColumn, 'element'> & { readonly element: Omit<SchemaElement, 'name'> };

const text: Kind = {
  element: {
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
    repetition_type: 'OPTIONAL',
  },
};

const integer: Kind = {
  element: { type: 'INT64', repetition_type: 'OPTIONAL' },
  convert: (value) => BigInt(Number(value)),
};

const boolean: Kind = { element: { type: 'BOOLEAN', repetition_type: 'REQUIRED' } };

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

const required = { repetition_type: 'REQUIRED' } as const;

/** Columns that are not text, or are always there, or are searched. */
const kinds: Readonly<Record<string, Kind>> = {
  position: {
    ...integer,
    element: { ...integer.element, ...required },
    encoding: 'DELTA_BINARY_PACKED',
    isSearched: true,
  },
  id: { ...text, element: { ...text.element, ...required } },
  time: {
    element: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      ...required,
    },
    convert: timeOf,
    isSearched: true,
  },
  tenantDescriptor: { ...text, isSearched: true },
  campaignName: { ...text, isSearched: true },
  reason: integer,
  agentOutcome: integer,
  rawCause: integer,
  dontDial: boolean,
  success: boolean,
  other: {
    element: {
      type: 'BYTE_ARRAY',
      converted_type: 'JSON',
      logical_type: { type: 'JSON' },
      repetition_type: 'OPTIONAL',
    },
    convert: (value) => JSON.parse(String(value)) as unknown,
  },
};

/** Columns in order; names and order are those of CSV. */
export const parquetColumns: readonly ParquetColumn[] = csvColumns.map(([name]) => {
  const kind = kinds[name] ?? text;
  return { ...kind, element: { ...kind.element, name } };
});

export const parquetSchema: SchemaElement[] = [
  { name: 'outcome', num_children: parquetColumns.length },
  ...parquetColumns.map(({ element }) => element),
];
