import { csvHeader } from '../lines/csv-line.ts';
import { CsvLineWriter } from '../lines/csv-line-writer.ts';
import { JsonLineWriter } from '../lines/json-line.ts';
import type { LineWriter } from '../lines/line-writer.ts';
import type { FileFormat } from './files-options.ts';

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
    writer: () => new CsvLineWriter(),
    positionOf: positionBy(/^(\d{1,16}),.*\r\n$/s),
    hasQuotes: true,
  },
};
