import { csvCell, csvLine, csvLineEnd, type OutcomeColumn, textValue } from '@sdmp/outcomes/columns';
import type { SinkOutcome } from '../sink.ts';
import { holds } from '@sdmp/outcomes/recorded';
import type { LineDialect } from './column-line-writer.ts';

/** Returns the columns of an outcome as a JSON array; null is absent. Ends with a line feed. */
export function valuesLine(each: SinkOutcome, columns: readonly OutcomeColumn[]): string {
  return `${JSON.stringify(columns.map((column) => textValue(column, each) ?? null))}\n`;
}

const quote = 0x22;
const backslash = 0x5c;

/** CSV after RFC 4180. */
export const csvDialect: LineDialect = {
  line: csvLine,
  cell: csvCell,
  start: Buffer.alloc(0),
  end: Buffer.from(csvLineEnd),
  unfit: 0,
  needsQuotes: holds.quote | holds.comma | holds.lineBreak,
  quotesAll: false,
  beforeQuote: quote,
};

/** JSON arrays, which, unlike CSV, can hold every text. */
export const valuesDialect: LineDialect = {
  line: valuesLine,
  cell: (value) => JSON.stringify(value ?? null),
  start: Buffer.from('['),
  end: Buffer.from(']\n'),
  unfit: holds.control,
  needsQuotes: 0,
  quotesAll: true,
  beforeQuote: backslash,
};
