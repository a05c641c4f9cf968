import type { ReportCell, ReportTable } from './report-table.ts';

/** Returns a report as one JSON object: each row an object under the names of the columns, absent values null. */
export function tableJson({ report, title, facts, columns, rows, total, notes }: ReportTable): string {
  const row = (cells: readonly ReportCell[]): object =>
    Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null]));
  return `${JSON.stringify({
    report,
    title,
    ...Object.fromEntries(facts),
    rows: rows.map(row),
    ...(total === undefined ? {} : { total: row(total) }),
    notes: Object.fromEntries(notes),
  })}\n`;
}
