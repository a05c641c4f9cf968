import { csvHeader } from '@sdmp/outcomes/columns';
import { ColumnLineWriter } from '../lines/column-line-writer.ts';
import { csvDialect, valuesDialect } from '../lines/dialects.ts';
import { JsonLineWriter } from '../lines/json-line.ts';
import type { LineWriter } from '../lines/line-writer.ts';
import type { FileFormat } from './files-options.ts';
import { makeParquet, parquetPositions } from './parquet/parquet-files.ts';

/** How outcomes are written, and how to find them again. */
export interface LineFormat {
  readonly extension: string;
  /** What every file begins with. */
  readonly header: string;
  readonly writer: () => LineWriter;
  /** The position a whole line begins with; undefined when it is no line of ours. */
  readonly positionOf: (line: string) => number | undefined;
  /** Whether a line feed inside quotes is part of a line. */
  readonly hasQuotes: boolean;
  /** Where a finished file is no lines: they are those of the file while it is written. */
  readonly finished?: FinishedFormat;
}

/** A format that can only be written as a whole. */
export interface FinishedFormat {
  /** Makes a file of lines, and syncs it. */
  make(job: { readonly lines: string; readonly file: string }, signal: AbortSignal): Promise<void>;
  positions(file: string): AsyncIterable<number>;
}

function positionBy(form: RegExp): (line: string) => number | undefined {
  return (line) => {
    const [, digits] = form.exec(line) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
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
    extension: 'parquet',
    header: '',
    writer: () => new ColumnLineWriter(valuesDialect),
    positionOf: positionBy(/^\[(\d{1,16}),.*\]\n$/s),
    hasQuotes: false,
    finished: { make: makeParquet, positions: parquetPositions },
  },
};
