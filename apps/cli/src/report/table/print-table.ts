import type { Terminal } from '@sdmp/terminal';
import { tableCsv } from './table-csv.ts';
import { tableHtml } from './table-html.ts';
import { tableJson } from './table-json.ts';
import { tableText } from './table-text.ts';
import type { ReportTable } from './report-table.ts';

export const reportFormats = ['text', 'csv', 'json', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const formats: Readonly<Record<Exclude<ReportFormat, 'text'>, (table: ReportTable) => string>> = {
  csv: tableCsv,
  json: tableJson,
  html: tableHtml,
};

/** Writes a report to standard output. */
export async function printTable(table: ReportTable, format: ReportFormat, terminal: Terminal): Promise<void> {
  // Names in the text were made visible one by one; styles between them are our own.
  if (format === 'text') await terminal.output.writeStyled(tableText(table, terminal));
  else await terminal.output.write(formats[format](table));
}
