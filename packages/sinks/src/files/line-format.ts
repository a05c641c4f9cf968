import { csvHeader } from '@sdmp/outcomes/columns';
import { ColumnLineWriter } from '../lines/column-line-writer.ts';
import { csvDialect, valuesDialect } from '../lines/dialects.ts';
import { JsonLineWriter } from '../lines/json-line.ts';
import type { LineWriter } from '../lines/line-writer.ts';
import type { FileFormat } from './files-options.ts';
import { type LineShape, positionBy, valueLines } from './line-shape.ts';
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

export const lineFormats: Readonly<Record<FileFormat, LineFormat>> = {
  ndjson: {
    extension: 'ndjson',
    header: '',
    writer: () => new JsonLineWriter(),
    positionOf: positionBy(/^\{"position":(\d{1,16}),.*\}\n$/s),
    hasQuotes: false,
  },
  csv: {
    extension: 'csv',
    header: csvHeader,
    writer: () => new ColumnLineWriter(csvDialect),
    positionOf: positionBy(/^(\d{1,16}),.*\r\n$/s),
    hasQuotes: true,
  },
  parquet: {
    ...valueLines,
    extension: 'parquet',
    writer: () => new ColumnLineWriter(valuesDialect),
    finished: { make: makeParquet, positions: parquetPositions },
  },
};
