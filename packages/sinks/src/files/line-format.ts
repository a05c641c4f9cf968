import { csvHeaderOf, type OutcomeColumn, outcomeColumns } from '@sdmp/outcomes/columns';
import { ColumnLineWriter } from '../lines/column-line-writer.ts';
import { csvDialect, valuesDialect } from '../lines/dialects.ts';
import { JsonLineWriter } from '../lines/json-line.ts';
import type { LineWriter } from '../lines/line-writer.ts';
import type { FileFormat } from './files-options.ts';
import { type LineShape, positionBy, valueLines } from './line-shape.ts';
import { partHeader } from './parquet/part-header.ts';
import { makeParquet, parquetPositions } from './parquet/parquet-files.ts';

/** How outcomes are written, and how to find them again. */
export interface LineFormat extends LineShape {
  readonly extension: string;
  readonly writer: () => LineWriter;
  /** Where a finished file is no lines: they are those of the file while it is written. */
  readonly finished?: FinishedFormat;
}

/** A format that can only be written as a whole. */
export interface FinishedFormat {
  /** Makes a file of lines, and syncs it. */
  make(job: { readonly lines: string; readonly file: string }, signal: AbortSignal): Promise<void>;
  positions(file: string): AsyncIterable<number>;
}

type Formats = Readonly<Record<FileFormat, (columns: readonly OutcomeColumn[]) => LineFormat>>;

const lineFormats: Formats = {
  ndjson: () => ({
    extension: 'ndjson',
    header: '',
    writer: () => new JsonLineWriter(),
    positionOf: positionBy(/^\{"position":(\d{1,16}),.*\}\n$/s),
    hasQuotes: false,
  }),
  csv: (columns) => ({
    extension: 'csv',
    header: csvHeaderOf(columns),
    isHeader: (line) => line.startsWith('position,') && line.endsWith('\r\n'),
    writer: () => new ColumnLineWriter(csvDialect, columns),
    positionOf: positionBy(/^(\d{1,16}),.*\r\n$/s),
    hasQuotes: true,
  }),
  parquet: (columns) => ({
    ...valueLines,
    // Lines of the columns that every outcome has need none.
    header: columns.length === outcomeColumns.length ? '' : partHeader(columns),
    extension: 'parquet',
    writer: () => new ColumnLineWriter(valuesDialect, columns),
    finished: { make: makeParquet, positions: parquetPositions },
  }),
};

/** Returns how outcomes are written; `added` columns stand behind those of every outcome. */
export function lineFormat(format: FileFormat, added: readonly OutcomeColumn[]): LineFormat {
  return lineFormats[format]([...outcomeColumns, ...added]);
}
