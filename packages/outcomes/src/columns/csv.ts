import { type CellValue, type OutcomeColumn, outcomeColumns, type OutcomeRow } from './outcome-columns.ts';

const needsQuotes = /[",\r\n]/;

/** Returns a value as a cell of CSV: absent is empty, empty text is `""`. */
export function csvCell(value: CellValue): string {
  if (value === undefined) return '';
  const text = String(value);
  // Empty text is quoted, so that it differs from what is absent.
  return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns the value of a column as text formats have it: a time as ISO 8601, UTC, milliseconds. */
export function textValue({ kind, read }: OutcomeColumn, row: OutcomeRow): CellValue {
  const value = read(row);
  return kind === 'time' && typeof value === 'number' ? new Date(value).toISOString() : value;
}

/** What a spreadsheet takes for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r]/;

/** Returns a value so that no spreadsheet calculates it: text that begins as a formula does gets an apostrophe in front. */
export function plainInSpreadsheets(value: CellValue): CellValue {
  return typeof value === 'string' && formulaStart.test(value) ? `'${value}` : value;
}

/** What ends a line of CSV (RFC 4180). */
export const csvLineEnd = '\r\n';

/** Returns the line above all others. */
export function csvHeaderOf(columns: readonly OutcomeColumn[]): string {
  return `${columns.map(({ name }) => name).join(',')}${csvLineEnd}`;
}

/** The line above all others, of the columns that every outcome has. */
export const csvHeader = csvHeaderOf(outcomeColumns);

/**
 * Returns an outcome as a line of CSV that a spreadsheet can open without calculating what callers and agents have written: text that
 * begins with `=`, `+`, `-`, `@`, TAB or CR gets an apostrophe in front, telephone numbers such as `+44…` too. Programs that read it
 * back must take the apostrophe away.
 */
export function spreadsheetCsvLine(row: OutcomeRow, columns: readonly OutcomeColumn[] = outcomeColumns): string {
  return `${columns.map((column) => csvCell(plainInSpreadsheets(textValue(column, row)))).join(',')}${csvLineEnd}`;
}

/** Returns an outcome as a line of CSV after RFC 4180, data as they were recorded. */
export function csvLine(row: OutcomeRow, columns: readonly OutcomeColumn[] = outcomeColumns): string {
  return `${columns.map((column) => csvCell(textValue(column, row))).join(',')}${csvLineEnd}`;
}
