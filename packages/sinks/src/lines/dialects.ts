import { csvCell, csvLine, csvLineEnd } from '@sdmp/outcomes/columns';
import { holds } from '@sdmp/outcomes/recorded';
import type { LineDialect } from './column-line-writer.ts';
import { valuesLine } from './values-line.ts';

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
