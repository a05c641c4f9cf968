import { csvCell, csvLineEnd, plainInSpreadsheets } from '@sdmp/outcomes/columns';
import { plainCell } from './cell-text.ts';
import type { ReportTable } from './report-table.ts';

/**
 * Returns the rows of a report as CSV (RFC 4180), without the total. Names that a spreadsheet would calculate get an apostrophe in
 * front: reports are made for spreadsheets.
 */
export function tableCsv({ columns, rows }: ReportTable): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map((_, at) => csvCell(plainInSpreadsheets(plainCell(row[at]))))),
  ];
  return lines.map((cells) => cells.join(',') + csvLineEnd).join('');
}
